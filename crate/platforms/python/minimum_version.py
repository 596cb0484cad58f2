"""Python 3.7 and later: one call that asks for TLS 1.2 or later.

Usage: python minimum_version.py https://host/path
"""
import sys

url = sys.argv[1]

# tls-ready: begin
import ssl
import urllib.request

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1_2
reply = urllib.request.urlopen(url, timeout=15, context=context)
# tls-ready: end
print(reply.read().decode("utf-8"))
