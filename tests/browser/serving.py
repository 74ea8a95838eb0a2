"""Sites as a web server gives them to a browser, and what a first visit costs."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

VIEWPORT = {"width": 1280, "height": 900}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Gives files, and for what is not there the page 404.html, as providers of web space do."""

    root: Path
    below = "/"

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """The file for an address below the one where the site lies."""
        return super().translate_path(path.removeprefix(self.below.rstrip("/")))

    def send_error(self, code: int, *_arguments: object, **_more: object) -> None:
        """The site's own page for addresses that lead nowhere."""
        text = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)


@contextmanager
def served(site: Path, below: str = "/") -> Iterator[str]:
    """The address of a site; `below` is where it lies on its server."""
    made = type("Handler", (_Quiet,), {"below": below})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(made, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()


def first_visit(browser: Browser, address: str) -> dict[str, int]:
    """What a browser that knows nothing of a site loads for a page: bytes by address."""
    return {url: len(body) for url, body in first_bodies(browser, address).items()}


def first_bodies(browser: Browser, address: str) -> dict[str, bytes]:
    """What it loads, as it is before a server packs it."""
    context = browser.new_context(viewport=VIEWPORT)
    found: dict[str, bytes] = {}
    try:
        page = context.new_page()
        page.on("response", lambda answer: found.update({answer.url: answer.body()}))
        page.goto(address)
        page.wait_for_load_state("networkidle")
    finally:
        context.close()
    return found
