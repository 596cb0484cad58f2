"""Asks an https endpoint with this Python's defaults and prints its reply."""
import sys
import urllib.request

print(urllib.request.urlopen(sys.argv[1]).read().decode())
