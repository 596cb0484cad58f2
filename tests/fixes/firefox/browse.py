"""Opens an address in Firefox and prints what its window shows.

Usage: python3 browse.py address [words of the fix]
The words are "… search for PREFERENCE and set it to NUMBER …", which is then
done as about:config does it.
"""
import json
import pathlib
import re
import socket
import subprocess
import sys
import time

PROFILE = pathlib.Path("profile").resolve()
PATIENCE = 60

# The page of an error is made of elements whose text stands in shadow roots.
SHOWN = """
const parts = [document.body.innerText];
for (const element of document.querySelectorAll("*")) {
  if (element.shadowRoot) parts.push(element.shadowRoot.textContent);
}
return parts.join("\\n").replace(/\\s*\\n\\s*/g, "\\n").trim();
"""


class Marionette:
    """Firefox's own way to be driven."""

    def __init__(self, port):
        self.stream = socket.create_connection(("127.0.0.1", port), PATIENCE).makefile("rwb")
        self.receive()
        self.call("WebDriver:NewSession")

    def receive(self):
        length = b""
        while (byte := self.stream.read(1)) != b":":
            length += byte
        return json.loads(self.stream.read(int(length)))

    def call(self, name, **parameters):
        message = json.dumps([0, 1, name, parameters]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        return self.receive()[2:]


def port(firefox):
    """The port that Firefox writes down once it listens."""
    file, until = PROFILE / "MarionetteActivePort", time.monotonic() + PATIENCE
    while time.monotonic() < until and firefox.poll() is None:
        if file.exists() and (text := file.read_text().strip()):
            return int(text)
        time.sleep(0.05)
    sys.exit("Firefox does not listen")


def main(address, fix=""):
    (PROFILE / "MarionetteActivePort").unlink(missing_ok=True)
    command = ["firefox-esr", "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", PROFILE]
    firefox = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    browser = Marionette(port(firefox))
    if fix:
        preference, number = re.search(r"search for (\S+) and set it to (\d+)", fix).groups()
        browser.call("Marionette:SetContext", value="chrome")
        script = "Services.prefs.setIntPref(arguments[0], arguments[1])"
        browser.call("WebDriver:ExecuteScript", script=script, args=[preference, int(number)])
        browser.call("Marionette:SetContext", value="content")
    error, _ = browser.call("WebDriver:Navigate", url=address)
    shown, until = "", time.monotonic() + PATIENCE
    while not shown and time.monotonic() < until:
        shown = browser.call("WebDriver:ExecuteScript", script=SHOWN, args=[])[1]["value"]
    print(shown)
    browser.call("Marionette:Quit", flags=["eForceQuit"])
    firefox.wait(PATIENCE)
    return 1 if error else 0


sys.exit(main(*sys.argv[1:]))
