"""PyPy 2.6 and PyPy3 5.7 and later: one call without TLS 1.0 and 1.1.

Usage: pypy no_old_versions.py https://host/path
"""
from __future__ import print_function

import sys

url = sys.argv[1]

# tls-ready: begin
import ssl

try:
    from urllib.request import urlopen
except ImportError:  # Python 2
    from urllib2 import urlopen

context = ssl.create_default_context()
context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
reply = urlopen(url, timeout=15, context=context)
# tls-ready: end
print(reply.read().decode("utf-8"))
