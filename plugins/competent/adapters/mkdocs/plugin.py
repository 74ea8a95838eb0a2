"""Map MkDocs' events to calls; no logic of its own."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from competent.adapters.mkdocs import config as changes
from competent.adapters.mkdocs import staging, unchanged
from competent.adapters.mkdocs.config import settings_of
from competent.blocks.base import ViewHolder
from competent.blocks.view import View
from competent.documents import build as documents
from competent.documents.kinds import downloads_of
from competent.documents.templates import shipped_templates
from competent.pages.render import with_examples, with_opener
from competent.progress import shown_progress
from competent.project import Project, load_project
from competent.text.problem import Problem, ProblemsFound, report, summary
from competent.words import speak

log = get_plugin_logger("competent")


class UncheckedSettings(Config):
    """MkDocs wants a class for the settings; they are checked elsewhere."""


class CompetentPlugin(BasePlugin[UncheckedSettings]):
    """Learner guides, workbooks and portfolios made of unit standards."""

    project: Project
    holder: ViewHolder
    build: documents.Build | None = None
    site: Path
    staged: Path | None = None
    fingerprint: str | None = None
    serving = False
    stands = False
    """Whether the last build still stands, since nothing has changed."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accept any: the settings are read from the file, with their places, when the project is loaded."""
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Serving renders no documents; it offers those of the last build."""
        self.serving = command == "serve"

    @event_priority(50)  # before Material's offline plugin, which would fetch the shim that this one brings
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the project; stop with every problem if it has errors."""
        self.build = None
        self.site = Path(config.site_dir)
        if not self.serving:
            staging.recover(self.site)
            self.staged = staging.staging_folder(self.site)
            self.fingerprint = unchanged.fingerprint(config, settings_of(config))
            self.stands = unchanged.is_unchanged(self.fingerprint, self._record(config))
            config.site_dir = str(self.staged)
            if self.stands:
                log.info("Nothing has changed since the last build.")
                config.nav = None
                return config
        self.project = self._guarded(load_project, Path(config.config_file_path))
        self._report(list(self.project.problems))
        ordered = changes.in_navigation_order(config, self.project)
        self.holder = ViewHolder(View("web", "", ordered, documents=downloads_of(self.project)))
        changes.add_markdown(config, self.holder)
        changes.add_assets(config)
        changes.expand_navigation(config, self.project)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages, assets and documents that no author wrote, and start printing."""
        if self.stands:
            return Files([])
        for uri, markdown in changes.generated_pages(self.project).items():
            files.append(File.generated(config, uri, content=markdown))
        brand = changes.brand_css(self.project.settings.provider)
        files.append(File.generated(config, changes.BRAND, content=brand))
        for uri, source in changes.asset_files().items():
            files.append(File.generated(config, uri, abs_src_path=str(source)))
        for download in downloads_of(self.project):
            last = self.project.output / download.path
            kept = {"abs_src_path": str(last)} if last.is_file() else {"content": b""}
            files.append(File.generated(config, download.uri, **kept))
        if self.project.settings.documents and not self.serving:
            self.build = self._guarded(documents.start, self.project)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Show a section with its opener and without a word of the model answers."""
        self.holder.view = self.holder.view.at(page.file.src_uri)
        programme = self.holder.view.programme
        speak((programme and programme.language) or self.project.settings.language)
        section = self.holder.view.section
        return with_opener(section.page.markdown) if section else with_examples(markdown)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say of a page in another language than the site's which one it is in."""
        return changes.in_language(html, self.holder.view.programme, config)

    @event_priority(-200)  # after Material's offline plugin, which writes the search index at -100
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the documents, put them into the site, and publish both."""
        warned = staging.warnings_counted()
        if self.serving or (config.strict and warned):
            return
        config.site_dir = str(self.site)  # for what comes after a build, such as gh-deploy
        if self.stands:
            return
        if self.build:
            with shown_progress() as progress:
                self._guarded(documents.finish, self.build, progress)
            self._add_documents(staging.staging_folder(self.site))
        staging.swap(self.site)
        made = [self.site, self.project.output / "pdf", self.project.output / "restricted"]
        unchanged.remember(None if warned else self.fingerprint, self._record(config), made)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no worker running."""
        if self.build:
            documents.cancel(self.build)

    def on_shutdown(self) -> None:
        """However a build ends, by Ctrl-C too: leave no worker running and no half-built site."""
        if self.build:
            documents.cancel(self.build)
        if self.staged:
            staging.discard(self.staged)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Reload on changes of standards and templates too."""
        for name in (self.project.settings.standards, self.project.settings.templates):
            if (folder := self.project.root / name).is_dir():
                server.watch(str(folder))
        server.watch(str(shipped_templates()))
        server.watch(str(changes.ASSETS))
        return server

    def _record(self, config: MkDocsConfig) -> Path:
        root = Path(config.config_file_path).parent
        return root / settings_of(config).output / ".cache" / "site.json"

    def _add_documents(self, site: Path) -> None:
        for download in downloads_of(self.project):
            target = site / download.uri
            target.write_bytes((self.project.output / download.path).read_bytes())

    def _guarded(self, work: Any, *arguments: Any) -> Any:
        """Do the work; what is wrong with the author's files ends the build with the list, not with a traceback."""
        try:
            return work(*arguments)
        except ProblemsFound as found:
            self._report(found.problems)
            raise

    def _report(self, problems: list[Problem]) -> None:
        for problem in problems:
            if problem.severity != "error":
                log.log(logging.WARNING if problem.severity == "warning" else logging.INFO, "%s", problem)
        if any(problem.severity == "error" for problem in problems):
            raise PluginError(f"{report(problems)}\n{summary(problems)}")
