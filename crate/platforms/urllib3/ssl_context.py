"""urllib3 on Python 3.7 and later: one pool that asks for TLS 1.2 or later.

Usage: python ssl_context.py https://host/path
"""
import sys

url = sys.argv[1]

# tls-ready: begin
import ssl

import urllib3

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1_2
pool = urllib3.PoolManager(ssl_context=context)
reply = pool.request("GET", url, timeout=15.0)
# tls-ready: end
print(reply.data.decode("utf-8"))
