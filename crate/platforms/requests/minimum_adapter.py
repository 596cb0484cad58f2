"""requests on Python 3.7 and later: one session that asks for TLS 1.2 or later.

Usage: python minimum_adapter.py https://host/path
"""
import sys

url = sys.argv[1]

# tls-ready: begin
import ssl

import requests
from requests.adapters import HTTPAdapter


class MinimumTls12(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        kwargs["ssl_context"] = context
        return super().init_poolmanager(*args, **kwargs)


session = requests.Session()
session.mount("https://", MinimumTls12())
reply = session.get(url, timeout=15)
# tls-ready: end
print(reply.text)
