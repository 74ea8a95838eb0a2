"""The measures: builds and edits against plain MkDocs, composing, guides against mkdocs-to-pdf, memory, the
whole pack, and a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import projects
from tests.bench.clock import Run, in_turn, peak_of_a_worker, run, say, serving, typical, typical_processor
from tests.bench.visits import SLOWER, ready_after

SITE = ("mkdocs", "build", "--quiet")
DOCUMENTS = ("competent.cli", "build", "--documents-only")

WARM_TARGET = 1.5
"""A build with nothing changed takes at most so many times as long as a build without the plugin."""
EDIT_TARGET = 1.2
"""A build after an edit, without documents, takes at most so many times as long as a build without the plugin."""
SERVE_TARGET = 0.6
"""An edited section is shown by `serve` in at most such a part of the time of a build without the plugin."""
COMPOSE_TARGET = 0.75
"""Composing all documents takes at most such a part of the processor time that it took before."""
PRESS_TARGET = 1.5
"""Pages of learner guides per second, against mkdocs-to-pdf."""
MEMORY_TARGET = 400
"""MiB of one worker that prints the largest document."""
PACK_TARGET = 12
"""The documents of all programmes, cold, against the first three documents of one programme, cold."""
VISIT_TARGET = 1.5
"""The page with the most fields can be used after at most so many times as long as its prose in the theme alone."""
THREE = ("learner-guide", "formative-workbook", "portfolio-of-evidence")


@dataclass(frozen=True)
class Result:
    """A measured value, and whether it reaches its target."""

    what: str
    value: str
    target: str
    reached: bool
    notes: tuple[str, ...]
    """What is in the value and what is not."""


def warm_build(folder: Path, project: Path, repeat: int) -> Result:
    """Nothing has changed since the last build; against the same content without the plugin."""
    say("Warm build against plain MkDocs")
    plain = projects.plain_project(folder / "plain")
    run(plain, *SITE)
    run(project, *SITE)
    runs = in_turn(repeat, {"competent": lambda _: run(project, *SITE), "plain": lambda _: run(plain, *SITE)})
    mine, theirs = typical(runs["competent"]), typical(runs["plain"])
    notes = (
        f"{mine:.2f} s against {theirs:.2f} s, medians of {repeat}, start of the program included in both.",
        "Plain: the same pages, theme, search, offline setting and Markdown extensions. Not in plain: `nav`, the "
        "generated pages, the fields and the PDFs; our blocks are plain text there.",
        f"Documents printed again: {sum(len(done.printed) for done in runs['competent'])}.",
    )
    ratio = mine / theirs
    return Result("Warm build / plain build", f"{ratio:.2f}", f"at most {WARM_TARGET}", ratio <= WARM_TARGET, notes)


def edit_without_documents(folder: Path, project: Path, repeat: int) -> Result:
    """One word put into one section, and no documents asked for; against the same content without the plugin."""
    say("Build after a one-word edit, without documents, against plain MkDocs")
    plain = folder / "plain"
    section = projects.first_section(project)
    projects.set_documents(project, False)
    run(project, *SITE)

    def edited(number: int) -> Run:
        projects.put_word(section, f"Benchword{number + 100}")
        return run(project, *SITE)

    runs = in_turn(repeat, {"competent": edited, "plain": lambda _: run(plain, *SITE)})
    projects.set_documents(project, True)
    mine, theirs = typical(runs["competent"]), typical(runs["plain"])
    notes = (f"{mine:.2f} s against {theirs:.2f} s, medians of {repeat}, start of the program included in both.",)
    ratio = mine / theirs
    what = "Build after an edit, no documents / plain build"
    return Result(what, f"{ratio:.2f}", f"at most {EDIT_TARGET}", ratio <= EDIT_TARGET, notes)


def edited_section_served(folder: Path, project: Path, repeat: int) -> Result:
    """From saving a section to seeing it in the browser's page; against a build without the plugin."""
    say("An edited section in `serve` against plain MkDocs")
    plain = folder / "plain"
    section = projects.first_section(project)
    address = section.relative_to(project / "content").with_suffix(".html").as_posix()

    with serving(project) as server:

        def edited(number: int) -> Run:
            word = f"Benchword{number + 200}"
            projects.put_word(section, word)
            return server.until_shown(address, word)

        runs = in_turn(repeat, {"competent": edited, "plain": lambda _: run(plain, *SITE)})
    mine, theirs = typical(runs["competent"]), typical(runs["plain"])
    notes = (
        f"{mine:.2f} s against {theirs:.2f} s, medians of {repeat}. The first from the write of the file until the page "
        "holds the word, asked for every 10 ms: it includes the moment in which MkDocs waits for further changes.",
        "The second is `mkdocs build`, start of the program included.",
    )
    ratio = mine / theirs
    what = "Edited section in serve / plain build"
    return Result(what, f"{ratio:.2f}", f"at most {SERVE_TARGET}", ratio <= SERVE_TARGET, notes)


def composing(folder: Path, repeat: int) -> Result | None:
    """All documents composed anew and none printed; against the code of before, on the content of before."""
    say("Composing all documents against the code of before")
    before = projects.before_project(folder / "before" / "project")
    if before is None:
        return None
    today = projects.with_code_of_today(folder / "today" / "project", before)
    for project in (before, today):
        run(project, *DOCUMENTS)
    kinds = {
        "today": _after(projects.forget_what_was_made, today, DOCUMENTS),
        "before": _after(projects.forget_what_was_made, before, DOCUMENTS),
        "start": lambda _: run(today, "competent.cli", "--version"),
    }
    runs = in_turn(repeat, kinds)
    printed = sum(len(done.printed) for name in ("today", "before") for done in runs[name])
    start = typical_processor(runs["start"])
    mine, theirs = (typical_processor(runs[name]) - start for name in ("today", "before"))
    notes = (
        f"{mine:.2f} s against {theirs:.2f} s of processor time, all processes together, medians of {repeat}; the start "
        f"of the program ({start:.2f} s) is taken off both.",
        f"Both read and check the project and compose all its documents; printed: {printed}.",
        f"Before: revision {projects.BEFORE}.",
    )
    ratio = mine / theirs
    reached = ratio <= COMPOSE_TARGET and printed == 0
    return Result("Composing / composing before", f"{ratio:.2f}", f"at most {COMPOSE_TARGET}", reached, notes)


def one_word_edit(project: Path, repeat: int) -> Result:
    """One word put into one section; against a build with an empty cache."""
    say("Build after a one-word edit against a cold build")
    printed: set[str] = set()
    holding: set[str] = set()

    def edited(number: int) -> Run:
        word = f"Benchword{number}"
        projects.put_word(projects.first_section(project), word)
        done = run(project, *SITE)
        printed.update(done.printed)
        holding.update(projects.documents_with(project, word))
        return done

    runs = in_turn(repeat, {"cold": _after(projects.forget_all, project), "edited": edited})
    mine, theirs = typical(runs["edited"]), typical(runs["cold"])
    notes = (
        f"{mine:.2f} s against {theirs:.2f} s, medians of {repeat}; both build the site too.",
        f"Edited: {projects.first_section(project).relative_to(project).as_posix()}.",
        f"Printed again, of {len(projects.documents(project))} documents: {_listed(printed)}.",
        f"The word can be read in: {_listed(holding)}.",
        "The alignment matrix cites pages and version of the guide, so it follows where the guide is printed again.",
    )
    citing = {name for name in printed if name.endswith("alignment-matrix.pdf")}
    reached = bool(holding) and printed - citing == holding
    return Result(
        "Build after a one-word edit / cold build", f"{mine / theirs:.2f}", "prints what holds the page", reached, notes
    )


def learner_guides(folder: Path, project: Path, repeat: int) -> Result:
    """Learner guides printed from nothing; against mkdocs-to-pdf on the same pages."""
    say("Learner guides against mkdocs-to-pdf")
    to_pdf = projects.guides_project(folder / "to-pdf", project, to_pdf=True)
    site_only = projects.guides_project(folder / "to-pdf-site", project, to_pdf=False)
    kinds = {
        "competent": _after(projects.forget_guides, project, DOCUMENTS),
        "mkdocs-to-pdf": lambda _: run(to_pdf, *SITE),
        "its site alone": lambda _: run(site_only, *SITE),
    }
    runs = in_turn(repeat, kinds)
    mine = Press(projects.guides(project), runs["competent"])
    theirs = Press([to_pdf / "build" / "site" / "guides.pdf"], runs["mkdocs-to-pdf"])
    ratio = mine.page_rate / theirs.page_rate
    notes = _press_notes(mine, theirs, typical(runs["its site alone"]), repeat)
    what = "Guide pages a second / mkdocs-to-pdf's"
    return Result(what, f"{ratio:.2f}", f"at least {PRESS_TARGET}", ratio >= PRESS_TARGET, notes)


def whole_pack(project: Path, repeat: int) -> Result:
    """Every document of every programme from an empty cache; against three documents of one programme."""
    say("The whole pack against three documents of one programme")
    programme = projects.first_programme(project)
    three = [word for kind in THREE for word in ("--only", f"{programme}/{kind}")]
    kinds = {
        "whole pack": _after(projects.forget_all, project, DOCUMENTS),
        "unchanged": lambda _: run(project, *DOCUMENTS),
        "three documents": _after(projects.forget_all, project, ("competent.cli", "build", *three)),
    }
    runs = in_turn(repeat, kinds)
    mine, theirs = typical(runs["whole pack"]), typical(runs["three documents"])
    printed = runs["whole pack"][-1].printed
    again = sum(len(done.printed) for done in runs["unchanged"])
    notes = (
        f"{mine:.2f} s for {len(printed)} PDFs against {theirs:.2f} s for the {len(THREE)} of {programme}, medians of "
        f"{repeat}; both from an empty cache, without the site.",
        f"Nothing changed: {typical(runs['unchanged']):.2f} s; documents printed again: {again}.",
    )
    ratio = mine / theirs
    reached = ratio <= PACK_TARGET and again == 0
    return Result("Whole pack / three documents, cold", f"{ratio:.2f}", f"at most {PACK_TARGET}", reached, notes)


def memory(project: Path) -> Result:
    """The most memory that the one worker has while it prints the document with the most pages."""
    say("Memory of a worker that prints the largest document")
    projects.set_workers(project, 1)
    run(project, *DOCUMENTS)
    files = projects.documents(project)
    largest = max(files, key=lambda name: projects.pages(files[name]))
    projects.forget(project, [largest])
    peak, printed = peak_of_a_worker(project, *DOCUMENTS)
    notes = (
        f"Printed: {_listed(printed)}, {projects.pages(files[largest])} pages.",
        "RSS of the worker; the program that reads, checks and composes is not included.",
    )
    value, target = f"{peak:.0f} MiB", f"at most {MEMORY_TARGET} MiB"
    return Result("Peak memory of a worker", value, target, peak <= MEMORY_TARGET, notes)


def visit(folder: Path, project: Path, repeat: int) -> Result:
    """A visit to the page with the most fields, on a slow processor; against the same prose in the theme alone."""
    say("A visit to the page with the most fields")
    bare = projects.guides_project(folder / "bare", project, to_pdf=False)
    run(bare, *SITE)
    path, fields = projects.page_with_most_fields(project)
    kinds = {
        "competent": (project / "build" / "site", path),
        "theme alone": (bare / "build" / "site", f"{Path(path).parts[0]}/{path}"),
    }
    ready = ready_after(kinds, repeat)
    mine, theirs = ready["competent"], ready["theme alone"]
    notes = (
        f"{path}: {fields} fields. It can be used after {mine:.0f} ms, its prose in the theme alone after {theirs:.0f} ms; "
        f"Chromium, a processor {SLOWER} times slower than this one, the quickest of {repeat} visits each, in turn.",
        "Used: the last task of 50 ms or more has ended. In the theme alone an activity is its title and its prompt.",
    )
    ratio = mine / theirs
    return Result(
        "Page with fields / its prose", f"{ratio:.2f}", f"at most {VISIT_TARGET}", ratio <= VISIT_TARGET, notes
    )


@dataclass(frozen=True)
class Press:
    """Printed files, and the runs that printed them again and again."""

    files: list[Path]
    runs: list[Run]

    @property
    def seconds(self) -> float:
        """How long a run took."""
        return typical(self.runs)

    @property
    def pages(self) -> int:
        """Pages of all files."""
        return sum(map(projects.pages, self.files))

    @property
    def words(self) -> int:
        """Words of all files, running heads and feet included."""
        return sum(len(projects.text(file).split()) for file in self.files)

    @property
    def page_rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def _press_notes(mine: Press, theirs: Press, site: float, repeat: int) -> tuple[str, ...]:
    words = (mine.words / mine.seconds) / (theirs.words / theirs.seconds)
    less = mine.page_rate / (theirs.pages / (theirs.seconds - site))
    return (
        f"{mine.pages} pages in {mine.seconds:.2f} s ({mine.page_rate:.1f} a second) against {theirs.pages} in "
        f"{theirs.seconds:.2f} s ({theirs.page_rate:.1f} a second), medians of {repeat}. Processor time, all processes "
        f"together: {typical_processor(mine.runs):.2f} s against {typical_processor(theirs.runs):.2f} s.",
        f"Pages differ in how much they hold: in words a second the ratio is {words:.2f} ({mine.words} words against "
        f"{theirs.words}).",
        "Ours includes: start of program and workers, reading and checking, composing all documents (not only the "
        f"guides), printing {len(mine.files)} tagged guides in as many workers as mkdocs.yml allows. Not the site.",
        "Theirs includes: start of program, a plain site of the same pages, one untagged PDF in one process. Not the "
        f"unit standard and the openers. Without the time of its site ({site:.2f} s) the ratio is {less:.2f}.",
    )


def _after(prepare: Callable[[Path], None], project: Path, call: tuple[str, ...] = SITE) -> Callable[[int], Run]:
    """A run that is timed after something that is not."""

    def both(_: int) -> Run:
        prepare(project)
        return run(project, *call)

    return both


def _listed(names: set[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names)) or "none"
