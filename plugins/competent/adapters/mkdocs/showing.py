"""What stands in the browser while a project cannot be built: all that is wrong, until it is mended."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.livereload import log as server_log

from competent.adapters.mkdocs.failing import problems_of
from competent.text.problem import Problem, report, summary

Answer = Iterable[bytes]


def show_problems(server: LiveReloadServer, file: Path) -> None:
    """Have a server show in the browser what is wrong with the project of a configuration file."""
    if not isinstance(getattr(server.builder, "__self__", None), _Showing):
        _Showing(server, file)


class _Showing:
    """Pages, and in their place what is wrong while it lasts.

    MkDocs' server alone would wait for a build that succeeds before it answers, and say so in the terminal only.
    """

    def __init__(self, server: LiveReloadServer, file: Path):
        self.server, self.file = server, file
        self.problems: Sequence[Problem] = ()
        """What is wrong now."""
        self._build, self._serve = server.builder, server.serve_request
        server.builder = self.build
        server.set_app(self.serve)

    def build(self) -> None:
        """Build; what is wrong is kept for the browser, and said in the terminal."""
        try:
            self._build()
        except Exception as error:  # of MkDocs, a plugin or a hook, which may raise anything
            self.problems = problems_of(error, self.file)
            if not isinstance(error, Abort):  # MkDocs has said it
                server_log.error("\n%s\n%s", report(self.problems), summary(self.problems))
            server_log.error("The browser shows what is wrong, and the site again when it is mended.")
        else:
            self.problems = ()

    def serve(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Answer:
        """Answer a request, once the build that is under way has ended."""
        if not _is_page(str(environ.get("PATH_INFO", ""))):
            return self._serve(environ, start_response)
        server = self.server
        with server._epoch_cond:
            server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
            epoch, problems = server._visible_epoch, self.problems
        if not problems:
            return self._serve(environ, start_response)
        body = server._inject_js_into_html(page(problems).encode(), epoch)
        size, kind = ("Content-Length", str(len(body))), ("Content-Type", "text/html; charset=utf-8")
        start_response("500 Internal Server Error", [kind, size, ("Cache-Control", "no-store")])
        return [body]


def _is_page(path: str) -> bool:
    return not path.startswith("/livereload/") and PurePosixPath(path).suffix in ("", ".html")


def page(problems: Sequence[Problem]) -> str:
    """A page that says all that is wrong. It needs no other file: there may be none."""
    found = "\n".join(map(_item, problems))
    counted = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return _PAGE.format(counted=counted, found=found)


def _item(problem: Problem) -> str:
    said = {name: html.escape(str(getattr(problem, name))) for name in ("place", "code", "title", "hint", "severity")}
    near = f" Did you mean “{html.escape(problem.suggestion)}”?" if problem.suggestion else ""
    hint = f"<p>{said['hint']}{near}</p>" if said["hint"] or near else ""
    return (
        f'<li class="{said["severity"]}"><p class="place"><code>{said["place"]}</code></p>'
        f"<h2>{said['title']}</h2>{hint}"
        f'<p class="code">{said["severity"].capitalize()} {said["code"]}</p></li>'
    )


_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{counted} - the site cannot be shown</title>
<style>
:root {{ color-scheme: light dark; --line: #c3ccd9; --error: #b3261e; --warning: #b45309; --notice: #1f5fa8 }}
@media (prefers-color-scheme: dark) {{
  :root {{ --line: #46526b; --error: #ff9d94; --warning: #f5b556; --notice: #8ec5ff }}
}}
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }}
h1 {{ font-size: 1.5rem; line-height: 1.3 }}
h2 {{ margin: 0.2rem 0; font-size: 1.05rem; line-height: 1.4 }}
ol {{ margin: 1.5rem 0; padding: 0; list-style: none }}
li {{ margin: 0 0 1rem; padding: 0.7rem 1rem; border: 1px solid var(--line); border-left: 0.4rem solid var(--notice) }}
li.error {{ border-left-color: var(--error) }}
li.warning {{ border-left-color: var(--warning) }}
li p {{ margin: 0.2rem 0 }}
h2, p, code {{ overflow-wrap: anywhere }}
.code {{ font-size: 0.85rem }}
</style>
</head>
<body>
<main>
<h1>The site cannot be shown yet: {counted}</h1>
<p>Mend the files below and save them. This page then shows the site again by itself.</p>
<ol>
{found}
</ol>
</main>
</body>
</html>
"""
