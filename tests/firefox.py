"""Debian's Firefox, asked by Marionette, the protocol that it speaks itself: no driver, nothing to install beside it.

Source: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Firefox", "firefox"]

PREFERENCES = {
    "marionette.port": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


class Firefox:
    """A window of a running Firefox."""

    def __init__(self, port: int) -> None:
        self.stream = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.count = 0
        self.read()
        self.tell("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})

    def read(self) -> Any:
        """Return the next message: its length, a colon, JSON."""
        size = b""
        while (byte := self.stream.recv(1)) != b":":
            assert byte, "Firefox closed the connection"
            size += byte
        message = b""
        while len(message) < int(size):
            message += self.stream.recv(int(size) - len(message))
        return json.loads(message)

    def tell(self, command: str, parameters: dict[str, Any]) -> Any:
        """Send a command and return what came of it."""
        self.count += 1
        message = json.dumps([0, self.count, command, parameters]).encode()
        self.stream.sendall(str(len(message)).encode() + b":" + message)
        _, _, fault, result = self.read()
        assert fault is None, fault
        return result

    def open(self, url: str, width: int, height: int) -> None:
        """Open a page in a window whose inside has a size; wait until it stands."""
        self.tell("WebDriver:Navigate", {"url": "about:blank"})
        self.tell("WebDriver:SetWindowRect", {"width": width, "height": height})
        inside = self.ask("[innerWidth, innerHeight]")
        self.tell("WebDriver:SetWindowRect", {"width": 2 * width - inside[0], "height": 2 * height - inside[1]})
        self.tell("WebDriver:Navigate", {"url": url})
        self.ask("window.aigraph ? 1 : new Promise((done) => setTimeout(() => done(0), 500))")

    def ask(self, script: str) -> Any:
        """Return the value of an expression of the page, a promise's when it is kept."""
        done = f"Promise.resolve().then(() => ({script})).then(arguments[0], (fault) => arguments[0](String(fault)))"
        return self.tell("WebDriver:ExecuteAsyncScript", {"script": done, "args": [], "sandbox": None})["value"]


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Run a headless Firefox with a profile of its own in a folder."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    assert found
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [found, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with (folder / "firefox.log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as running:
        try:
            told = folder / "MarionetteActivePort"
            for _ in range(600):
                if told.is_file() and told.read_text().strip():
                    break
                time.sleep(0.1)
            window = Firefox(int(told.read_text()))
            with window.stream:
                yield window
        finally:
            running.terminate()
