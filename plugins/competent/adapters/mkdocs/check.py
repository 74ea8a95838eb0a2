"""Read and check a project as MkDocs and its plugins make it, without building anything."""

from __future__ import annotations

import datetime
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from competent.adapters.mkdocs.failing import as_far_as_read, broken, sentence
from competent.adapters.mkdocs.plugin import CompetentPlugin
from competent.adapters.mkdocs.site import Checked
from competent.adapters.plain import load_project as load_plainly
from competent.config import read_source
from competent.project import Project, with_problems
from competent.text.problem import Place, Problem, ProblemsFound, in_order
from competent.text.source import Source


def load_project(file: Path, today: datetime.date | None = None) -> Project:
    """Read and check a project by its configuration file. `today` goes before the date of the settings.

    What MkDocs itself cannot work with, and a plugin or a hook that fails, is told with all the rest.
    """
    source, problems = read_source(file, file.parent)
    if problems:
        return load_plainly(file, today)
    config, found = _config(file, source)
    plugin = config.plugins.get("competent") if config else None
    if config and isinstance(plugin, CompetentPlugin):
        project, failed = _checked(config, plugin, file, today)
        found += failed
    else:
        project = load_plainly(file, today)
        told = {problem.place.line for problem in project.problems}
        found = [problem for problem in found if problem.place.line not in told]  # in our own words already
        if config:
            title = "The plugin “competent” is not turned on, so MkDocs would publish model answers"
            hint = "Add “- competent” below “plugins”."
            found.append(Problem(source.key_place("plugins") if source else Place(file.name), "C413", title, hint))
    return with_problems(project, in_order([*project.problems, *found]))


def _checked(
    config: MkDocsConfig, plugin: CompetentPlugin, file: Path, today: datetime.date | None
) -> tuple[Project, list[Problem]]:
    """What the plugin reads in a build that ends when everything is read, and what ends it before."""
    serving = plugin.serving  # MkDocs keeps one plugin for all that a process loads
    plugin.checking, plugin.today, plugin.published = True, today, Path(config.site_dir)
    plugin.earlier, plugin.depth, plugin.site = None, 0, None
    try:
        return _run(config), []
    except ProblemsFound:
        raise
    except Exception as error:  # of a hook or another plugin, which may raise anything
        return as_far_as_read(plugin, file, today), [broken(file, error)]
    finally:
        plugin.checking, plugin.today, plugin.published, plugin.serving = False, None, None, serving
        plugin.earlier, plugin.depth = None, 0


def _config(file: Path, source: Source | None) -> tuple[MkDocsConfig | None, list[Problem]]:
    """The configuration, or nothing where MkDocs cannot work with it; and what it says."""
    config = MkDocsConfig(config_file_path=str(file))
    with _quiet():
        try:
            with file.open("rb") as stream:
                config.load_file(stream)
            errors, warnings = config.validate()
        except MkDocsException as error:
            return None, [Problem(Place(file.name), "C410", sentence(error))]
        except Exception as error:  # a hook, or a plugin as it is loaded
            return None, [broken(file, error)]
    beside = list(_beside(source)) if source else []
    ours = [
        (key, error)
        for key, error in errors
        if key != "plugins" or not (beside or "the 'competent' plugin" in str(error))
    ]
    problems = [*beside, *(_problem(source, file, key, error, "C410") for key, error in ours)]
    problems += [replace(_problem(source, file, key, text, "C411"), severity="warning") for key, text in warnings]
    return (None if errors else config), problems


def _beside(source: Source) -> Iterator[Problem]:
    """Settings that stand beside the name of their plugin, not below it."""
    plugins = source.at("plugins")
    for number, item in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(item, dict) and len(item) > 1:
            name, setting = list(item)[:2]
            title = f"“{setting}” stands beside the plugin “{name}”, not below it"
            hint = f"Indent the settings of a plugin by four spaces more than its name, “{name}”."
            yield Problem(source.key_place("plugins", number, setting), "C410", title, hint)


def _problem(source: Source | None, file: Path, key: str, error: object, code: str) -> Problem:
    place = source.key_place(key) if source else Place(file.name)
    return Problem(
        place, code, f"MkDocs on “{key}”: {sentence(error)}", "MkDocs' user guide has a page “Configuration”."
    )


def _run(config: MkDocsConfig) -> Project:
    with tempfile.TemporaryDirectory() as folder, _quiet():
        config.site_dir = folder
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Checked as found:
            return found.project
        except SystemExit as error:
            raise RuntimeError(f"it ends the program ({error})") from error
        finally:
            config.plugins.on_shutdown()
    raise RuntimeError("the build ended before the project was read")


@contextmanager
def _quiet() -> Iterator[None]:
    """What MkDocs logs is said by problems."""
    logger = logging.getLogger("mkdocs")
    before = logger.level, logger.propagate, list(logger.handlers)
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.level, logger.propagate, logger.handlers = before
