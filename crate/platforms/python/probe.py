"""Asks an https endpoint with this Python's defaults and prints its reply.

Usage: python probe.py https://host/path
"""
from __future__ import print_function

import sys

try:
    from urllib.request import urlopen
except ImportError:
    from urllib2 import urlopen

print(urlopen(sys.argv[1], timeout=15).read().decode("utf-8"))
