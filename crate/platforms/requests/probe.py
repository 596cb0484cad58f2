"""Asks an https endpoint with the defaults of requests and prints its reply.

Usage: python probe.py https://host/path
"""
from __future__ import print_function

import sys

import requests

print(requests.get(sys.argv[1], timeout=15).text)
