"""One build of a site: what is done at each of MkDocs' events."""

from __future__ import annotations

import datetime
import functools
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from competent.adapters.assets import asset_files, made_files
from competent.adapters.mkdocs import config as changes
from competent.adapters.mkdocs.failing import Told
from competent.adapters.mkdocs.head import escaped_title
from competent.adapters.mkdocs.pages import SitePages
from competent.adapters.offline import WHOLE, whole_line
from competent.adapters.secrets import WRITERS, Hidden, hidden, leaks
from competent.blocks.view import downloads_uri
from competent.checks import checked
from competent.checks.files import published
from competent.programme.page import Page
from competent.progress import shown_progress
from competent.project import Project, read_again, read_project
from competent.text.problem import Problem, ProblemsFound
from competent.words import Words

if TYPE_CHECKING:
    from competent.documents.build import Build

log = get_plugin_logger("competent")


class Checked(BaseException):
    """The project is read and checked, and nothing more was asked for."""

    def __init__(self, project: Project):
        self.project = project


class Site:
    """A site that is being built."""

    def __init__(
        self,
        config: MkDocsConfig,
        options: Mapping[str, Any],
        files: Files,
        begun: changes.Beginning,
        *,
        earlier: Project | None = None,
        today: datetime.date | None = None,
    ):
        self.config, self.options, self.files, self.today = config, options, files, today
        self.begun, self.serving = begun, begun.serving
        self.texts: dict[str, str] = {}
        """What other plugins made of the text of a page, by its path."""
        self.hidden: dict[str, Hidden] = {}
        """By the path of a file, what was taken out of it so that nobody else reads it."""
        self.added: set[str] = set()
        """The files that are ours."""
        self.before: tuple[Project, ...] = ()
        """The project in the languages that were built before."""
        self.checking = self.checked = False
        self.printing: Build | None = None
        self.project = self.read(earlier)
        self.project.keep.writes = not begun.serving
        self.project.keep.begin_again()
        self.pages = SitePages(self.project.pages, config, files)

    def read(self, earlier: Project | None) -> Project:
        """The project as it stands now; what has not changed is as it was earlier."""
        files = [file for file in self.files if file.src_uri not in self.added]
        sources = {uri: found.source for uri, found in self.hidden.items()}
        found, problems = changes.resolved(self.config, self.options, files, self.begun, self.texts, sources)
        return read_project(found, problems, self.today, earlier)

    def add_files(self, files: Files) -> None:
        """Add the pages, assets and documents that no author wrote."""
        self.files, project, before = files, self.project, {file.src_uri for file in files}
        self.hide_secrets(files)
        told = project.config.navigation is None  # who lists pages one by one need not list those that are made
        inclusion = InclusionLevel.UNDEFINED if told else InclusionLevel.NOT_IN_NAV
        for uri, markdown in project.pages.generated.items():
            if files.get_file_from_path(uri) is None:
                file = File.generated(self.config, uri, content=markdown, inclusion=inclusion)
                file.dest_uri = changes.beside_its_index(files, file)
                files.append(file)
        for uri, text in made_files(project.settings).items():
            files.append(File.generated(self.config, uri, content=text))
        for uri, source in asset_files().items():
            files.append(File.generated(self.config, uri, abs_src_path=str(source)))
        for download in project.pages.downloads:
            last = {"abs_src_path": str(project.output / download.path)}  # a build puts the new one there at its end
            files.append(File.generated(self.config, download.uri, **(last if self.serving else {"content": b""})))
        if self.whole:
            files.append(File.generated(self.config, WHOLE, content=b""))  # made when all else is there
        self.added = {file.src_uri for file in files} - before
        changes.make_navigation(self.config, project, files)

    def hide_secrets(self, files: Files) -> None:
        """Leave no word in the files that no learner may read: other plugins read them too."""
        for file in files.documentation_pages():
            page = self.project.pages.all.get(changes.uri_of(file))
            if page and page.secret_lines and file.src_uri not in self.hidden:
                found = hidden(page, file.content_string)
                if found:
                    self.hidden[file.src_uri] = found
                    file._content = found.open  # not content_string, which would forget where the file lies

    def complete_files(self, files: Files) -> None:
        """Now every file is known: leave drafts out; where nobody changes the Markdown, check and begin to print."""
        self.files = files
        config, ours = self.project.config, self.added
        now = {changes.uri_of(file) for file in files.documentation_pages() if file.src_uri not in ours}
        if now != {*config.uris, *config.made}:  # added or taken away since by another plugin
            self.project = self.read(self.project)
        self.hide_secrets(files)
        for file in files:
            if any(file.src_uri.startswith(f"{folder}/") for folder in self.project.content.drafts):
                file.inclusion = InclusionLevel.EXCLUDED
        self.pages = SitePages(self.project.pages, self.config, files)
        if not self._others_change_pages():
            self.check()

    def _others_change_pages(self) -> bool:
        events = self.config.plugins.events
        ours = self.config.plugins["competent"]
        handlers = [*events["page_markdown"], *events["page_read_source"], *events["page_content"]]
        return any(getattr(handler, "__self__", None) is not ours for handler in handlers)

    # Pages

    def page_markdown(self, site_page: SitePage, markdown: str) -> str:
        """The page for Markdown to read, without a word of the model answers."""
        page = self.page(site_page, markdown)
        title = escaped_title(site_page.meta) if self.project.pages.is_own(page.uri) else None
        if title:
            site_page.meta["title"] = title
        self.pages.prepare(site_page, page)
        return page.markdown()

    def page(self, site_page: SitePage, markdown: str) -> Page:
        """The page as it was read; where another plugin has changed or made it, as it is now."""
        file, uri = site_page.file, changes.uri_of(site_page.file)
        known = self.project.pages.all.get(uri)
        unchanged = markdown == get_data(file.content_string)[0]
        if file.src_uri in self.hidden:
            change = functools.partial(self._with_values, site_page)
            whole = self.hidden[file.src_uri].whole(markdown, change)
            unchanged = unchanged and whole == self.hidden[file.src_uri].whole(markdown, str)
            markdown = whole
        if known and unchanged:
            return known
        self.texts[uri] = markdown
        return read_again(self.project, uri, markdown)

    def _with_values(self, site_page: SitePage, block: str) -> str:
        """A restricted block with the values that other plugins put into texts."""
        plugins = self.config.plugins
        for handler in plugins.events["page_markdown"]:
            if plugins._event_origins.get(handler) in WRITERS:
                block = handler(block, page=site_page, config=self.config, files=self.files) or block
        return block

    def page_content(self, site_page: SitePage, html: str) -> str:
        """A page of a programme in its box."""
        uri = changes.uri_of(site_page.file)
        if not self.project.pages.is_own(uri):
            return html
        whole = self.whole and (site_page.is_homepage or uri in map(downloads_uri, self.project.programmes))
        href = get_relative_url(WHOLE, site_page.url)
        more = whole_line(Words(self.project.settings.language), href) if whole else ""
        return self.pages.wrapped(html + more, uri)

    def has_policy(self, file: File) -> bool:
        """Whether a page says what it may load and run: each that is ours, unless `serve` adds a script to it."""
        return self.project.pages.is_own(changes.uri_of(file)) and not self.serving

    @property
    def whole(self) -> bool:
        """Whether the site can be had as one file, and be kept by browsers."""
        return self.project.settings.whole_site and not self.serving

    def complete_pages(self, env: jinja2.Environment, made_of: str | None) -> None:
        """Now every page is as all have left it: check, begin to print, and publish what pages of learners use.

        `made_of` is a hash of the configuration, where layouts depend on it and on pages alone.
        """
        if self.texts:
            self._read_texts()
        self._see_what_others_add()
        self.check()
        self._end_with_the_programme()
        used = published(self.project)
        for file in self.files:
            if file.src_uri in self.project.config.files and file.src_uri not in used:
                file.inclusion = InclusionLevel.EXCLUDED
        if made_of:
            self.pages.keep_layouts(env, made_of)

    def _end_with_the_programme(self) -> None:
        """Take the way on from the last page of a programme where it leads into another programme."""
        for file in self.files.documentation_pages():
            following = file.page.next_page if file.page else None
            if file.page and following:
                here, there = (self.project.pages.programme_of(changes.uri_of(f)) for f in (file, following.file))
                if here and there and here is not there:
                    file.page.next_page = following.previous_page = None

    def _see_what_others_add(self) -> None:
        """Note which pages show words that no document has: they were added when Markdown had been read."""
        found = dict[str, str]()
        for file in self.files.documentation_pages():
            uri = changes.uri_of(file)
            if file.page and file.src_uri not in self.added and (words := self.pages.added_to(file.page, uri)):
                found[uri] = words
        if found:
            self.project = replace(self.project, config=replace(self.project.config, added=found))

    def _read_texts(self) -> None:
        """Read the project as others have left it; where pages then show other things of others, draw them again."""
        before = self.project
        self.project = self.read(self.project)
        self.pages = SitePages(self.project.pages, self.config, self.files)
        if self.project.pages.model == before.pages.model:
            return
        for file in self.files.documentation_pages():
            page = self.project.pages.all.get(changes.uri_of(file))
            if page and file.page and self.project.pages.is_own(changes.uri_of(file)):
                self.pages.prepare(file.page, page)
                file.page.render(self.config, self.files)
                content = file.page.content or ""
                file.page.content = self.config.plugins.on_page_content(
                    content, page=file.page, config=self.config, files=self.files
                )

    def check(self) -> None:
        """Check, once a build; stop with every problem if there are errors, else begin to print."""
        if self.checked:
            return
        self.checked = True
        self.project = checked(self.project)
        if self.checking:
            raise Checked(self.project)
        tell(list(self.project.problems))
        if self.project.settings.documents and not self.serving:
            from competent.documents.build import start  # heavy; not always needed

            try:
                self.printing = start(self.project)
            except ProblemsFound as found:
                tell(found.problems)

    # The end

    def finish(self, folder: Path) -> None:
        """Search the site that was built in a folder; wait for the documents and put those of learners into it."""
        tell([problem for project in (*self.before, self.project) for problem in leaks(project, folder)])
        if not self.printing:
            return
        from competent.documents.build import finish

        try:
            with shown_progress() as progress:
                copies = {download.path: folder / download.uri for download in self.project.pages.downloads}
                finish(self.printing, progress, copies)
        except ProblemsFound as found:
            tell(found.problems)

    def is_whole(self, folder: Path) -> bool:
        """Whether every file that MkDocs was to write lies in the folder."""
        files = (file for file in self.files if file.inclusion.is_included())
        return all((folder / file.dest_uri).is_file() for file in files)

    def cancel(self) -> None:
        """Leave no worker running."""
        if self.printing:
            from competent.documents.build import cancel

            cancel(self.printing)


def tell(problems: list[Problem]) -> None:
    """Say all that is wrong with the author's files. Errors end the build with the list, not with a traceback."""
    if any(problem.severity == "error" for problem in problems):
        raise Told(problems)
    for problem in problems:
        log.log(logging.WARNING if problem.severity == "warning" else logging.INFO, "%s", problem)
