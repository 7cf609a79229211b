"""A headless Chromium over the W3C WebDriver protocol, with nothing but the standard library.

Chromium and chromedriver come from the system; no host can be reached from the page.
Not done here: tests.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key that the protocol gives to elements
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NO_HOST = "--host-resolver-rules=MAP * ~NOTFOUND"
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never over a proxy


def missing() -> str:
    """Return which of the two programs is not on PATH, or an empty text."""
    return ", ".join(name for name in ("chromium", "chromedriver") if not shutil.which(name))


class Browser:
    """One session; a command of the protocol is one call."""

    def __init__(self, address: str, profile: Path) -> None:
        self._base = address
        options = {"args": [*_FLAGS, _NO_HOST, f"--user-data-dir={profile}"]}
        wanted = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": 90_000, "pageLoad": 90_000},
        }
        answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._base += f"/session/{answer['sessionId']}"

    def open(self, page: Path) -> None:
        """Open a file and wait until it has loaded."""
        self._call("POST", "/url", {"url": page.as_uri()})

    def reload(self) -> None:
        """Load the page again, as after a change of the window."""
        self._call("POST", "/refresh", {})

    def run(self, script: str, *values: Any) -> Any:
        """Run the body of a function in the page; a promise is waited for."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(values)})

    def click(self, css: str) -> None:
        """Click the first element that fits."""
        found = self._call("POST", "/element", {"using": "css selector", "value": css})
        self._call("POST", f"/element/{found[_ELEMENT]}/click", {})

    def press(self, key: str) -> None:
        """Press and release a key wherever the focus is."""
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": keys}]})

    def chromium(self, command: str, **values: Any) -> Any:
        """Send a command of Chromium's own protocol, such as Emulation.setEmulatedMedia."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": values})

    def console(self) -> list[str]:
        """Return the errors that the console showed since the last call."""
        entries = self._call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def quit(self) -> None:
        """Close the browser."""
        self._call("DELETE", "")

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, method=method)
        try:
            with _DIRECT.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {json.load(error)['value']}") from error


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start chromedriver on a free port and a browser with a profile of its own."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
        assert driver.stdout
        started = (line for line in driver.stdout if "started successfully on port" in line)
        line = next(started, None)
        assert line, "chromedriver ended before it named its port; run `chromedriver` to see why"
        port = line.rsplit(" ", 1)[1].strip(" .\n")
        session = Browser(f"http://127.0.0.1:{port}", profile)
        try:
            yield session
        finally:
            session.quit()
    finally:
        driver.terminate()
        driver.wait(timeout=30)
