"""Asks an https endpoint with this PyPy's defaults and prints its reply.

Usage: pypy probe.py https://host/path
"""
from __future__ import print_function

import sys

try:
    from urllib.request import urlopen
except ImportError:
    from urllib2 import urlopen

print(urlopen(sys.argv[1], timeout=15).read().decode("utf-8"))
