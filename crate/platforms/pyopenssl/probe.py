"""Asks an https endpoint through pyOpenSSL's flexible method and prints its reply.

Usage: python probe.py https://host/path
"""
from __future__ import print_function

import socket
import sys

try:
    from urllib.parse import urlsplit
except ImportError:
    from urlparse import urlsplit

from OpenSSL import SSL

url = urlsplit(sys.argv[1])
context = SSL.Context(SSL.SSLv23_METHOD)
context.set_default_verify_paths()
context.set_verify(SSL.VERIFY_PEER, lambda *answer: bool(answer[4]))
plain = socket.create_connection((url.hostname, url.port or 443), 15)
plain.settimeout(None)
connection = SSL.Connection(context, plain)
connection.set_tlsext_host_name(url.hostname.encode("ascii"))
connection.set_connect_state()
connection.do_handshake()
request = "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" % (url.path or "/", url.netloc)
connection.sendall(request.encode("ascii"))
reply = b""
try:
    while True:
        reply += connection.recv(65536)
except (SSL.ZeroReturnError, SSL.SysCallError):
    pass
print(reply.decode("utf-8", "replace"))
