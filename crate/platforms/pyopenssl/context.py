"""pyOpenSSL 0.14 and later: a connection that does not offer TLS 1.0 and 1.1.

Usage: python context.py https://host/path
"""
from __future__ import print_function

import socket
import sys

try:
    from urllib.parse import urlsplit
except ImportError:
    from urlparse import urlsplit

url = urlsplit(sys.argv[1])

# tls-ready: begin
from OpenSSL import SSL

# SSLv23_METHOD, against its name, is the flexible method: the highest
# version that both sides have. Do not use TLSv1_METHOD or TLSv1_2_METHOD.
context = SSL.Context(SSL.SSLv23_METHOD)
context.set_options(
    SSL.OP_NO_SSLv2 | SSL.OP_NO_SSLv3 | SSL.OP_NO_TLSv1 | SSL.OP_NO_TLSv1_1
)
context.set_default_verify_paths()
context.set_verify(SSL.VERIFY_PEER, lambda conn, cert, errno, depth, ok: bool(ok))
# tls-ready: end

connection = SSL.Connection(context, socket.create_connection((url.hostname, url.port or 443), 15))
connection.set_tlsext_host_name(url.hostname.encode("ascii"))
connection.set_connect_state()
connection.setblocking(1)
connection.do_handshake()
request = "GET {} HTTP/1.0\r\nHost: {}\r\n\r\n".format(url.path or "/", url.hostname)
connection.sendall(request.encode("ascii"))
reply = b""
while True:
    try:
        part = connection.recv(4096)
    except (SSL.ZeroReturnError, SSL.SysCallError):
        break
    if not part:
        break
    reply += part
print(reply.split(b"\r\n\r\n", 1)[-1].decode("utf-8"))
