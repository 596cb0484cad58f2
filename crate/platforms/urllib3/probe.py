"""Asks an https endpoint with the defaults of urllib3 and prints its reply.

Usage: python probe.py https://host/path
"""
from __future__ import print_function

import sys

import certifi
import urllib3

pool = urllib3.PoolManager(cert_reqs="CERT_REQUIRED", ca_certs=certifi.where())
print(pool.request("GET", sys.argv[1], timeout=15.0, retries=False).data.decode("utf-8"))
