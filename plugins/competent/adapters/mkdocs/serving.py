"""`competent serve`: MkDocs' server, which also begins, and goes on, while something is wrong with the project."""

from __future__ import annotations

import logging
import os
import socket
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _normalize_mount_path, _serve_url

from competent.adapters.mkdocs.check import load_project
from competent.adapters.mkdocs.failing import Told
from competent.adapters.mkdocs.showing import show_problems
from competent.text.problem import Problem, ProblemsFound


def try_address(host: str, port: int) -> None:
    """Raise OSError where nothing can be served at an address: in use, not allowed, or not of this machine."""
    family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        tried.bind(address)


def serve(file: Path, host: str, port: int) -> None:
    """Show a project until this process is told to end."""
    said = State()
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        said.stream.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))  # as MkDocs does, without colours
    with tempfile.TemporaryDirectory(prefix="competent_") as folder:
        _Serving(file.resolve(), host, port, folder).run()


class _Serving:
    """One project that is shown."""

    def __init__(self, file: Path, host: str, port: int, folder: str):
        self.file, self.address, self.folder = file, (host, port), folder
        self.server = LiveReloadServer(builder=self.build, host=host, port=port, root=folder)
        self.server.error_handler = self._error_page
        self.config: MkDocsConfig | None = None
        """As it was last resolved."""
        self.begun = False
        """Whether the plugins know the server."""
        show_problems(self.server, file)

    def run(self) -> None:
        """Build, then serve; build again on every change."""
        try:
            self.server.watch(str(self.file))
            self.server.builder()
            self.server.serve()
        except KeyboardInterrupt:
            pass  # that is how one ends it
        finally:
            self.server.shutdown()
            if self.config:
                self.config.plugins.on_shutdown()

    def build(self) -> None:
        """Resolve the configuration anew, and build the site for the server."""
        config = self._resolved()
        config.site_url = url = _serve_url(*self.address, urlsplit(config.site_url or "/").path)
        self.server.mount_path, self.server.url = _normalize_mount_path(urlsplit(url).path), url
        if self.config is None:
            config.plugins.on_startup(command="serve", dirty=False)
        self.config = config
        try:
            build(config, serve_url=url)
        finally:
            self._watch(config)

    def _resolved(self) -> MkDocsConfig:
        try:
            config = load_config(
                config_file=str(self.file), site_dir=self.folder, dev_addr=":".join(map(str, self.address))
            )
        except Exception as error:  # of MkDocs, or of a hook or a plugin as it is loaded
            raise Told(self._wrong()) from error
        if "competent" not in config.plugins:
            raise Told(self._wrong())
        return config

    def _wrong(self) -> list[Problem]:
        """What `competent check` says of the configuration, and of all that can be read without it."""
        try:
            return list(load_project(self.file).problems)
        except ProblemsFound as found:
            return list(found.problems)

    def _watch(self, config: MkDocsConfig) -> None:
        """Once, when the folders are known: later they are watched already."""
        if self.begun:
            return
        self.begun = True
        self.server.watch(config.docs_dir)
        self.server = config.plugins.on_serve(self.server, config=config, builder=self.server.builder)
        for path in config.watch:
            self.server.watch(path)

    def _error_page(self, code: int) -> bytes | None:
        """The theme's page for an address that is not there."""
        page = Path(self.folder) / f"{code}.html"
        return page.read_bytes() if code in (404, 500) and page.is_file() else None
