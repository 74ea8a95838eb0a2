"""Map MkDocs' events to calls; no logic of its own."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, cast

import jinja2
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

from competent.adapters.assets import ASSETS
from competent.adapters.mkdocs import config as changes
from competent.adapters.mkdocs import head, search, staging
from competent.adapters.mkdocs.failing import as_far_as_read, broken
from competent.adapters.mkdocs.showing import show_problems
from competent.adapters.mkdocs.site import Site, log, tell
from competent.adapters.mkdocs.unchanged import Record, configuration, number_of
from competent.adapters.mkdocs.warned import Warnings
from competent.adapters.offline import WHOLE, write_offline
from competent.config import Dialect, read_settings, rooted
from competent.documents.templates import shipped_templates
from competent.files import write_atomically
from competent.lock import OneBuild
from competent.pages.policy import with_policy
from competent.project import Project
from competent.settings import Settings
from competent.stopping import BY_OTHERS, STOPS, ends_quietly
from competent.text.refused import is_refusal, refused


class UncheckedSettings(Config):
    """MkDocs wants a class for the settings; they are checked elsewhere."""


class CompetentPlugin(BasePlugin[UncheckedSettings]):
    """Learner guides, workbooks and portfolios made of unit standards."""

    options: dict[str, Any]
    settings: Settings
    file: Path
    """The configuration."""
    site: Site | None = None
    earlier: Project | None = None
    """As it was when it was last served."""
    target: Path
    """Where the site is published."""
    staged: Path | None = None
    """Where it is put together."""
    number: str | None = None
    depth = 0
    """How many builds are under way: a plugin for languages begins one for each inside the first."""
    serving = False
    checking = False
    """Whether the project is only to be checked."""
    published: Path | None = None
    """Where the site would be published, while it is only checked."""
    today: datetime.date | None = None
    """The date to check against, where it is not that of the settings."""
    warnings = Warnings()
    named: tuple[object, ...] = ()
    """The files that the configuration names."""
    ending: ExitStack
    """What is given back when MkDocs' command ends: the right to write, and what signals do."""
    stands = False
    """Whether the last build still stands, since nothing has changed."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accept any: the settings are checked with their places when the project is read."""
        self.ending = ExitStack()
        self.options, self.file = options or {}, Path(config_file_path or "mkdocs.yml").resolve()
        self.settings = read_settings(None, self.options)[0]
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Serving renders no documents; it offers those of the last build."""
        self.serving = command == "serve"
        if not self.checking:
            self.ending.enter_context(ends_quietly(BY_OTHERS if self.serving else STOPS))

    @event_priority(50)  # before Material's offline plugin, which would fetch the shim that this one brings
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """See whether anything has changed since the last build, and where to build."""
        dialect = Dialect(tuple(config.markdown_extensions), config.mdx_configs)
        config.mdx_configs.update(rooted(dialect, Path(config.config_file_path).resolve().parent))
        self.depth += 1
        if self.depth == 1:
            self._begin(config)
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        self.site, self.stands, self.target = None, False, self.published or Path(config.site_dir)
        if not self.serving and not self.checking:
            self.warnings.begin()
            output = Path(config.config_file_path).resolve().parent / self.settings.output
            self.ending.callback(OneBuild(output).taken().give_back)
            self.staged = staging.begin(self.target, output)
            self.number = number_of(config, self.options, self.settings)
            self.stands = self._record(config).stands(self.number)
            config.site_dir = str(self.staged)
        if self.stands:
            log.info("Nothing has changed since the last build.")
            config.nav = None
        else:
            self.named = changes.assets_named(config)  # before other plugins give them other names
            changes.add_assets(config, self.settings.whole_site)
            head.add_provider(config, self.settings.provider, self.settings.whole_site)
            search.read_words_rightly(config)

    @event_priority(90)  # so that other plugins know the pages that no author wrote
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the project, and add what no author wrote."""
        if self.stands:
            return Files([])
        if "i18n" not in config.plugins:  # which makes a new list, with nothing in it but the content folder
            self._read(config, files).add_files(files)
        return files

    @event_priority(-110)
    def _complete_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Every file is known."""
        if not self.stands:
            if "i18n" in config.plugins:
                self._read(config, files).add_files(files)
            if self.site:
                self.site.complete_files(files)
        return files

    on_files = CombinedEvent(_add_files, _complete_files)

    def _read(self, config: MkDocsConfig, files: Files) -> Site:
        before = self.site
        file = Path(config.config_file_path).resolve()  # MkDocs keeps one plugin for all that a process loads
        known = self.earlier if self.earlier and self.earlier.config.file == file else None
        begun = changes.Beginning(self.target, self.named, self.serving)
        self.site = Site(config, self.options, files, begun, earlier=known, today=self.today)
        self.earlier, self.site.checking = self.site.project, self.checking
        if before:  # the documents are those of the first language
            self.site.checked, self.site.printing = True, before.printing
            self.site.before = (*before.before, before.project)
        return self.site

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """Give Markdown the page as all others have left it, without a word of the model answers."""
        return self.site.page_markdown(page, markdown) if self.site else markdown

    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """Put a page of a programme in its box."""
        return self.site.page_content(page, html) if self.site else html

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Every page is read."""
        if self.site:
            self.site.complete_pages(env, configuration(config, self.options))
        return env

    def _complete_head(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """The page with a head that names its programme."""
        return head.completed(output, page, self.site.project, config) if self.site else output

    @event_priority(-200)  # after all who put a script into a page
    def _add_policy(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """The page with what it may load and run."""
        return with_policy(output) if self.site and self.site.has_policy(page.file) else output

    on_post_page = CombinedEvent(_complete_head, _add_policy)

    @event_priority(-200)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """A page for addresses that lead nowhere; and no map of a site that nobody knows the address of."""
        if template_name == "sitemap.xml" and not config.site_url:
            return ""
        ours = self.settings.whole_site or not config.site_url
        if not self.site or template_name != "404.html" or not ours:
            return output_content
        if not head.has_own_lost_page(config):
            output_content = head.lost_page(self.site.project, config, self.site.files)
        return output_content if self.serving else with_policy(output_content)

    @event_priority(50)  # before the search writes its index
    def _complete_index(self, *, config: MkDocsConfig) -> None:
        """What the search is to find."""
        if self.site:
            search.complete_index(config, self.site.project, self.site.files)

    @event_priority(-200)  # after Material's offline plugin, which writes the search index at -100
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Wait for the documents, put them into the site, and publish both."""
        self.depth -= 1
        warned = bool(self.warnings.get_counts())
        if self.depth or self.serving or (config.strict and warned):
            return
        config.site_dir = str(self.target)  # for what comes after a build, such as gh-deploy
        if self.site and self.staged:
            self.site.finish(self.staged)
            if self.settings.whole_site:
                write_offline(self.staged, self.site.project, config.site_name)
            number = self.number if self.site.is_whole(self.staged) and not warned else None
            self._put_in_place(self.site.project, self.staged, self._record(config), number)
        self.ending.close()

    def _put_in_place(self, project: Project, staged: Path, record: Record, number: str | None) -> None:
        """Put the site in its place. Before that it is noted what may lie there if the machine stops meanwhile."""
        names = staging.files_of(staged)
        noted = record.made(self.target)
        record.remember(None, (), [self.target / name for name in sorted(names.union(noted or ()))])
        staging.publish(staged, self.target, staging.made_before(self.target, project.root, noted))
        project.keep.prune()
        documents = (project.output / name for name in ("pdf", "restricted"))
        made = [file for folder in documents for file in sorted(folder.rglob("*")) if file.is_file()]
        if (whole := self.target / WHOLE).is_file():
            write_atomically(project.output / WHOLE, whole.read_bytes())
            made.append(project.output / WHOLE)
        record.remember(number, project.included, [*(self.target / name for name in sorted(names)), *made])

    on_post_build = CombinedEvent(_complete_index, _publish)

    @event_priority(-200)  # so that all others have heard of it
    def on_build_error(self, *, error: Exception) -> None:
        """Leave no worker running. What another plugin or a hook raises is told in words, with all that is wrong."""
        self.depth = 0
        self.warnings.end()
        if self.site:
            self.site.cancel()
        self.ending.close()
        if not self.checking and is_refusal(error):
            tell([refused(cast(OSError, error), self.file.parent)])
        if not self.checking and not isinstance(error, MkDocsException):
            log.debug("Another plugin or a hook failed", exc_info=error)
            told = self.site.project.problems if self.site and self.site.checked else ()
            found = as_far_as_read(self, self.file).problems if not told else ()
            tell([*found, broken(self.file, error)])

    def on_shutdown(self) -> None:
        """However a build ends, by Ctrl-C too: leave no worker running and no half-built site."""
        self.warnings.end()
        if self.site:
            self.site.cancel()
        if self.staged:
            staging.discard(self.staged)
        self.ending.close()

    @event_priority(-100)  # after those who name the builder that they were given
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Reload on changes of standards and templates too, and show in the browser what is wrong."""
        own = (self.file.parent / name for name in (self.settings.standards, self.settings.templates))
        for folder in (*own, shipped_templates(), ASSETS):
            if folder.is_dir():
                server.watch(str(folder))
        show_problems(server, self.file)
        return server

    def _record(self, config: MkDocsConfig) -> Record:
        root = Path(config.config_file_path).resolve().parent
        return Record(root / self.settings.output / ".cache" / "site.json")
