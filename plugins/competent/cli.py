"""The `competent` command. Exit codes: 0 done, 1 problems found, 2 used wrongly."""

from __future__ import annotations

import datetime
import errno
import gc
import importlib.util
import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from competent import __version__
from competent.adapters import load_project
from competent.adapters.stage import write_tree
from competent.adapters.stagefolder import refused as no_place_for
from competent.checks.levels import graded
from competent.checks.rule import ROSTER_RULES
from competent.documents import build as documents
from competent.documents.compose import Selection
from competent.documents.manifest import NAME as MANIFEST
from competent.documents.originals import copy_template, template_names
from competent.exchange.exchanging import export_saqa_text, import_saqa, write_text
from competent.exchange.facts import RETRIEVED
from competent.files import KEEP_DAYS, path_from, write_atomically
from competent.programme.documents import kinds_for
from competent.programme.models import Programme
from competent.progress import shown_progress
from competent.project import Project
from competent.records.filled import fill_file
from competent.records.sample import draw
from competent.records.sampling_sheet import forbidden_folder, write_sample
from competent.roster import LEAST_PERCENT, Roster, load_roster
from competent.schema import KINDS, Kind, schema_text
from competent.starting.new import PREFIXES as FRAMEWORKS
from competent.starting.new import Wishes, write_project
from competent.stopping import BY_OTHERS, INTERRUPTED, ends_quietly
from competent.text.problem import Format, ProblemsFound, in_order, nearest, report, summary
from competent.text.refused import is_refusal, refused
from competent.words import known_locale

GENERATORS = ("mkdocs", "properdocs", "zensical")
"""The programs that the tests build a learners' tree with."""
CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The project's MkDocs configuration.",
)


class Commands(click.Group):
    """Commands that say what the file system refuses, and end in order when they are told to."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it without a word."""
        with ends_quietly(BY_OTHERS):
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                sys.exit(INTERRUPTED)
            except OSError as error:
                if not is_refusal(error):
                    raise
                click.echo(report([refused(error, Path.cwd())]), err=True)
                sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="competent")
def main() -> None:
    """Make guides, workbooks and portfolios of evidence from unit standards."""
    gc.set_threshold(50_000, 20, 20)  # nearly all that a command makes lives until its end


@main.command(epilog="Example: competent new tea --title 'Make tea for guests' --provider 'Teapot Academy'")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--framework", type=click.Choice(sorted(FRAMEWORKS)), help="Whose words and forms the programme has.")
@click.option("--title", help="The title of the standard.")
@click.option("--number", help="Its number.")
@click.option("--provider", help="The name of your organisation.")
@click.option("--language", help="The language of the content, such as en-ZA, af-ZA or en-GB.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.option(
    "--from",
    "standard",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="STANDARD.yml",
    help="Begin with a standard that is written already: a section for each of its outcomes.",
)
def new(folder: Path, standard: Path | None, language: str | None, **given: str | None) -> None:
    """Write a new project into FOLDER: settings, a standard, a programme, and all that it needs.

    In a terminal it asks for what the options do not say. Nothing is ever written over.
    """
    if language and known_locale(language) is None:
        raise click.BadParameter(f"There is no language “{language}”. Examples: en-ZA, af-ZA, zu-ZA, en-GB.")
    if (number := given["number"]) and not re.fullmatch(r"[^\W_]+(?:[ ./-][^\W_]+)*", number.strip()):
        raise click.BadParameter(
            "It is made of letters and digits, such as 118028 or T/900/0010.", param_hint="--number"
        )
    questions = ("provider",) if standard else ("framework", "title", "number", "provider")
    for name in questions if sys.stdin.isatty() else ():
        if given[name] is None:
            kind = click.Choice(sorted(FRAMEWORKS)) if name == "framework" else None
            given[name] = click.prompt(name.capitalize(), default=getattr(Wishes, name), type=kind)
    said = {name: " ".join(value.split()) for name, value in given.items() if value and value.strip()}
    try:
        write_project(folder, Wishes(**said, language=language or "", standard=standard))  # type: ignore[arg-type]
    except ProblemsFound as found:
        click.echo(report(found.problems), err=True)
        sys.exit(1)
    click.echo(
        f"Written to {folder}. Go on with:\n  cd {shlex.quote(str(folder))}\n  competent check\n  competent serve"
    )


@main.group("import")
def import_() -> None:
    """Make a standard's YAML of a page from elsewhere."""


@import_.command(epilog="Example: competent import saqa 118028.html --retrieved 2026-11")
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="unit_standards",
    show_default=True,
    help="A folder, or the name of a file that ends in .yml.",
)
@click.option("--number", default="", help="The number of the unit standard, where the page does not say it.")
@click.option("--retrieved", default="", help="The month in which the page was read.  [YYYY-MM]")
def saqa(page: Path, output: Path, number: str, retrieved: str) -> None:
    """Make a standard's YAML of PAGE: a page of the SAQA register, saved as HTML, or its text pasted into a file.

    What the page does not say stays unknown, and is listed with what to fill in. Nothing is ever written over.
    """
    if retrieved and not re.fullmatch(RETRIEVED, retrieved):
        raise click.BadParameter("Write it as 2026-11.", param_hint="--retrieved")
    if number and not re.fullmatch(r"\d{1,9}", number):
        raise click.BadParameter("It is made of digits, such as 118028.", param_hint="--number")
    try:
        file, found, problems = import_saqa(page, output, number, retrieved)
    except ProblemsFound as error:
        click.echo(report(error.problems), err=True)
        sys.exit(1)
    if problems:
        click.echo(report(problems))
    said = f", {summary(problems)}" if problems else ""
    click.echo(f"Written: {file} ({found.counts}{said})")
    sys.exit(1 if any(problem.severity != "notice" for problem in problems) else 0)


@main.command(epilog="Example: competent export unit_standards/us118028.yml --as saqa-text")
@click.argument("standard", metavar="STANDARD.yml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "form", type=click.Choice(["saqa-text"]), default="saqa-text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file; the screen if nothing is said."
)
def export(standard: Path, form: str, output: Path | None) -> None:
    """Write a standard in another form: as text in the order and with the headings of the SAQA register.

    What the register has no place for follows as YAML, so that an import makes the same standard of the text.
    """
    try:
        text = export_saqa_text(standard)
        if output:
            write_text(output, text)
    except ProblemsFound as error:
        click.echo(report(error.problems), err=True)
        sys.exit(1)
    click.echo(f"Written: {output}" if output else text, nl=bool(output))


@main.command(epilog="Example: competent check --format github")
@CONFIG
@click.option("--format", "style", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Hold the dates of the register against this date, not today.  [YYYY-MM-DD]",
)
def check(config_file: Path, style: Format, today: datetime.datetime | None) -> None:
    """Say everything that is wrong with the project's files, each with its place.

    Notices, such as a date of the register that has passed, are shown and do not count as findings.
    """
    project = _loaded(config_file, today.date() if today else None)
    project.keep.prune(KEEP_DAYS)
    problems = project.problems
    if problems or style == "json":
        click.echo(report(problems, style))
    found = any(problem.severity != "notice" for problem in problems)
    if style == "text":
        click.echo(summary(problems) if problems else "No problems.", err=found)
    sys.exit(1 if found else 0)


@main.command(epilog="Example: competent build --strict")
@CONFIG
@click.option("--strict", is_flag=True, help="Warnings end the build too.")
@click.option("--documents-only", is_flag=True, help="Leave the site as it is.")
@click.option(
    "--only",
    multiple=True,
    metavar="PROGRAMME/DOCUMENT",
    help="Make this document alone, such as us118028/assessor-guide. May be given several times.",
)
def build(config_file: Path, strict: bool, documents_only: bool, only: tuple[str, ...]) -> None:
    """Build the site and every document below build/."""
    if documents_only or only:
        project = _loaded(config_file)
        known = [f"{programme.id}/{kind.id}" for programme in project.programmes for kind in kinds_for(programme)]
        for name in only:
            if name not in known:
                near = nearest(name, known)
                question = f" Did you mean “{near}”?" if near else ""
                raise click.BadParameter(f"There is no document “{name}”.{question}", param_hint="--only")
        sys.exit(_build_documents(project, frozenset(only) if only else None))
    _prepare_mkdocs()
    from competent.adapters.mkdocs.command import run

    sys.exit(run(["build", "--config-file", str(config_file), *(["--strict"] if strict else [])]))


@main.command(epilog="Example: competent serve --dev-addr 127.0.0.1:8001")
@CONFIG
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="IP:PORT")
def serve(config_file: Path, dev_addr: str) -> None:
    """Show the site while it is written; it reloads on every change and offers the last PDFs.

    While something is wrong, the browser shows what it is and where.
    """
    host, _, port = dev_addr.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise click.BadParameter("Write an address and a port, such as 127.0.0.1:8001.", param_hint="--dev-addr")
    _prepare_mkdocs()
    from competent.adapters.mkdocs.serving import serve as show
    from competent.adapters.mkdocs.serving import try_address

    try:
        try_address(host, int(port))
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        other = f"{host}:{int(port) + 1 if int(port) < 65535 else 8000}"
        click.echo(f"Error: Port {port} of {host} {why}. Choose another one: --dev-addr {other}", err=True)
        sys.exit(2)
    show(config_file, host, int(port))


@main.command(epilog="Example: competent stage ../public")
@CONFIG
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings end it too.")
@click.option("--theme", metavar="NAME", help="A theme that the other program has, where it has not the project's own.")
def stage(config_file: Path, folder: Path, strict: bool, theme: str | None) -> None:
    """Write the pages for learners into FOLDER, without a model answer, for any other program that builds sites.

    Only what an earlier call has written there is replaced.
    """
    project = _loaded(config_file)
    found = [problem for problem in project.problems if problem.severity != "notice" and (strict or project.has_errors)]
    try:
        if found:
            raise ProblemsFound(found)
        if wrong := no_place_for(project, folder):
            raise ProblemsFound(wrong)
        if project.settings.documents:
            with shown_progress() as progress:
                documents.finish(documents.start(project), progress)
        with shown_progress("Pages", "Drawn") as progress:
            tree = write_tree(project, folder, theme, progress)
    except ProblemsFound as problems:
        click.echo(report(problems.problems), err=True)
        sys.exit(1)
    if tree.left_out:
        click.echo(f"Plugins that do not work on it: {', '.join(tree.left_out)}.")
    click.echo(f"{tree.pages} pages written to {folder}. Build them with one of:")
    for program in GENERATORS:
        click.echo(f"  {program} build --config-file {folder / 'mkdocs.yml'}")


@main.command(epilog="Example: competent sample records/us118028.roster.csv --seed 2026")
@CONFIG
@click.argument("roster_file", metavar="ROSTER.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", type=int, required=True, help="Any number; the same one draws the same sample again.")
@click.option(
    "--share", type=int, default=LEAST_PERCENT, show_default=True, help="Percent of each assessor's learners."
)
@click.option("--programme", metavar="ID", help="The programme, where the roster's file is not named after it.")
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the sample is written; beside the roster if nothing is said.",
)
def sample(
    config_file: Path, roster_file: Path, seed: int, share: int, programme: str | None, folder: Path | None
) -> None:
    """Draw the portfolios that are moderated or verified, as a PDF to fill in and a CSV file.

    In the sample are all who are not yet competent, the share of every assessor, every method that was used, and every
    criterion.
    """
    if not LEAST_PERCENT <= share <= 100:
        raise click.BadParameter(
            f"A sample is at least {LEAST_PERCENT} percent, and at most 100.", param_hint="--share"
        )
    project = _loaded(config_file)
    chosen = _programme_of(project, roster_file, programme)
    target = folder or roster_file.resolve().parent
    if why := forbidden_folder(project, target):
        raise click.BadParameter(f"Nothing is written to {target}. {why}", param_hint="--output")
    roster = _checked_roster(project, chosen, roster_file)
    drawn = draw(chosen, roster, seed, share)
    name = roster_file.name.removesuffix(".csv").removesuffix(".roster")
    try:
        with shown_progress() as progress:
            table, *others = write_sample(project, chosen, drawn, target, name, roster.delimiter)
            progress(others[0].name, 1, 1)
    except ProblemsFound as found:
        click.echo(report(found.problems), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.BadParameter(f"{target} cannot be written to: {error.strerror}.", param_hint="--output") from error
    click.echo(
        f"{len(drawn.sampled)} of {drawn.learners} learners ({drawn.percent} percent; asked for {share}), seed {seed}."
    )
    click.echo(f"Written: {', '.join([str(table), *(file.name for file in others[:-1])])} and {others[-1].name}")


def _programme_of(project: Project, roster_file: Path, named: str | None) -> Programme:
    """The programme that is named, or that the roster's file is named after, or the only one."""
    programmes = {programme.id: programme for programme in project.programmes}
    name = named or roster_file.name.removesuffix(".csv").removesuffix(".roster")
    if name in programmes:
        return programmes[name]
    if not named and len(programmes) == 1:
        return next(iter(programmes.values()))
    if not programmes and project.has_errors:
        click.echo(report(project.problems), err=True)
        sys.exit(1)
    near = nearest(name, programmes)
    question = f" Did you mean “{near}”?" if near else ""
    text = f"There is no programme “{name}”.{question}" if named else "Say which programme it is of."
    raise click.BadParameter(f"{text} Programmes: {', '.join(programmes)}.", param_hint="--programme")


def _checked_roster(project: Project, programme: Programme, file: Path) -> Roster:
    """The roster; its errors end the command, its warnings are shown."""
    roster, problems = load_roster(file.resolve(), project.root, programme.judgements)
    problems += [found for find in ROSTER_RULES for found in find(programme, roster)] if roster else []
    problems = in_order(graded(problems, project.settings.checks))
    if problems:
        click.echo(report(problems), err=True)
        click.echo(summary(problems), err=True)
    if roster is None or any(problem.severity == "error" for problem in problems):
        sys.exit(1)
    return roster


@main.command(epilog="Example: competent fill us118028-formative-workbook.pdf us118028-thandi-ngcobo.xfdf")
@click.argument("document", metavar="DOCUMENT.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("answers", metavar="ANSWERS.xfdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file; beside ANSWERS by default."
)
def fill(document: Path, answers: Path, output: Path | None) -> None:
    """Fill DOCUMENT in with ANSWERS, which a learner saved on the page “My answers” or in a program for PDF.

    Answers that have no field in the document are listed and left out. Nothing is ever written over.
    """
    try:
        filled = fill_file(document, answers, output)
    except ProblemsFound as error:
        click.echo(report(error.problems), err=True)
        sys.exit(1)
    if filled.problems:
        click.echo(report(filled.problems), err=True)
    click.echo(f"Written: {filled.file} ({filled.answers} answers)")
    sys.exit(1 if filled.problems else 0)


@main.command(epilog="Example: competent readability us118028")
@CONFIG
@click.argument("programme", required=False)
def readability(config_file: Path, programme: str | None) -> None:
    """Show the Flesch-Kincaid grade and the longest sentence of every section."""
    from competent.readability import show_readability

    project = _loaded(config_file)
    chosen = [found for found in project.programmes if programme in (None, found.id)]
    if not chosen:
        raise click.BadParameter(f"There is no programme “{programme}”.", param_hint="PROGRAMME")
    sys.exit(0 if show_readability(chosen) else 1)


@main.command(epilog="Example: competent schema unit_standards/schema.json")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--of", "kind", type=click.Choice(list(KINDS)), default="standard", show_default=True)
def schema(file: Path, kind: Kind) -> None:
    """Write the JSON schema of unit standards, for editors that complete and check YAML, or that of pack.json."""
    write_atomically(file, schema_text(kind).encode())


@main.command(epilog="Example: competent templates css/cover.css")
@CONFIG
@click.argument("names", metavar="[FILE]...", nargs=-1)
def templates(config_file: Path, names: tuple[str, ...]) -> None:
    """List the templates of the documents, or copy FILE into the project, to change how documents look.

    A file of the project takes the place of the one that comes with Competent. Nothing is ever written over.
    """
    known = template_names()
    for name in names:
        if name not in known:
            near = nearest(name, known)
            question = f" Did you mean “{near}”?" if near else ""
            raise click.BadParameter(f"There is no template “{name}”.{question}", param_hint="FILE")
    if not names:
        click.echo("\n".join(known))
        return
    project = _loaded(config_file)
    for name in names:
        try:
            copied = copy_template(name, project.config.templates)
        except FileExistsError:
            where = path_from(project.root, project.config.templates / name)
            raise click.BadParameter(f"{where} is there already.", param_hint="FILE") from None
        except OSError as error:
            raise click.BadParameter(f"{name} cannot be copied: {error.strerror}.", param_hint="FILE") from error
        click.echo(f"Written: {path_from(project.root, copied)}")


def _loaded(config_file: Path, today: datetime.date | None = None) -> Project:
    """The project; what keeps it from being loaded at all ends the command with its problem."""
    try:
        return load_project(config_file, today)
    except ProblemsFound as found:
        click.echo(report(found.problems), err=True)
        sys.exit(1)


def _build_documents(project: Project, only: Selection) -> int:
    try:
        if project.has_errors:
            raise ProblemsFound(project.problems)
        with ends_quietly(), shown_progress() as progress:
            under_way = documents.start(project, only)
            changed = documents.finish(under_way, progress)
    except ProblemsFound as found:
        click.echo(report(found.problems), err=True)
        return 1
    printed = [path for path in changed if path.name != MANIFEST]
    click.echo(f"{len(printed)} of {len(under_way.keys)} documents changed.")
    return 0


def _prepare_mkdocs() -> None:
    """What is to be done before MkDocs is imported, which is for the site only."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the banner of its theme
    if not importlib.util.find_spec("mkdocs"):
        raise click.ClickException("MkDocs, which makes the site, is not installed: pip install mkdocs mkdocs-material")


if __name__ == "__main__":
    main()
