"""Asks an https endpoint by requests and prints its reply."""
import sys

import requests

reply = requests.get(sys.argv[1])
reply.raise_for_status()
print(reply.text)
