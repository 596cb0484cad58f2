"""PyPy 2.6 and PyPy3 5.7 and later: one call without TLS 1.0 and 1.1.

Usage: pypy no_old_versions.py https://host/path
"""
from __future__ import print_function

import sys

try:
    from urllib.request import urlopen
except ImportError:
    from urllib2 import urlopen

# tls-ready: begin
import ssl

context = ssl.create_default_context()
context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
reply = urlopen(sys.argv[1], timeout=15, context=context)
# tls-ready: end
print(reply.read().decode("utf-8"))
