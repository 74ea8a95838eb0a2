"""The nine documents of the real programmes keep what the design promises of every PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import outloud
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from competent.documents.cache import Cache
from competent.documents.compose import roots_of
from competent.forms.answers import AnswerFields
from competent.forms.field import FieldKind
from competent.programme.answers import Choice
from competent.project import Project
from tests.building import KINDS, PROGRAMMES, Built, tool
from tests.documents.composing import programme_of, said

PageTexts = Callable[[Path], list[str]]

DOCUMENTS = [(programme, kind) for programme in PROGRAMMES for kind in KINDS]
each_document = pytest.mark.parametrize(("programme", "kind"), DOCUMENTS, ids=[f"{p}-{k}" for p, k in DOCUMENTS])
each_form = pytest.mark.parametrize(
    ("programme", "kind"),
    [(p, k) for p, k in DOCUMENTS if k != "learner-guide"],
    ids=[f"{p}-{k}" for p, k in DOCUMENTS if k != "learner-guide"],
)

LETTERS = (
    "ḓ ḽ ṋ ṱ ṅ Ḓ Ḽ Ṋ Ṱ Ṅ š Š ê Ê ë ï ô û á é í ó ú à è ö ü ä ß ñ ç ø å æ ž č ć đ ł ń ő ű ğ ı ş ă € – — ’ “ ” …"
).replace(" ", "")
"""Letters of the official languages of South Africa and of its neighbours in Europe, and what is typed with them."""
PERSON = re.compile("(learner|assessor|facilitator|provider|mentor|employer|iv)-[a-z]+(-[a-z]+)?")
"""How the details of people are called."""
FORMS = (
    "contact", "expectations", "pre", "prior", "plan", "contract", "ready", "log", "declaration", "record", "review",
    "appeal", "evaluation", "portfolio-of-evidence-more",
)  # fmt: skip
FORM = re.compile(f"({'|'.join(FORMS)})-")
"""How the fields of the portfolio's forms begin."""
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(--(done|initials|date|mark))?")
"""A double hyphen stands before what a template adds to an exercise."""
ROLES = ("candidate", "assessor", "countersigning-assessor", "iv", "countersigning-iv", "ev")


@pytest.fixture
def pdf(built: Built, programme: str, kind: str) -> Path:
    return built.pdf(programme, kind)


def walk(obj: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Every dictionary of a file that can be reached."""
    waiting = [obj]
    while waiting:
        here = waiting.pop()
        if here.is_indirect:
            if here.objgen in seen:
                continue
            seen.add(here.objgen)
        if isinstance(here, Dictionary | pikepdf.Stream):
            yield here
            parts = here.stream_dict if isinstance(here, pikepdf.Stream) else here
            waiting += [value for value in dict(parts).values() if isinstance(value, pikepdf.Object)]
        elif isinstance(here, Array):
            waiting += [value for value in here if isinstance(value, pikepdf.Object)]


def fields_of(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(field.T): field for field in document.Root.AcroForm.Fields}


@each_document
def test_a_screen_reader_can_read_the_document(pdf: Path) -> None:
    result = outloud.check(str(pdf))
    errors = [f"{f.rule}: {f.message} (page {f.page})" for f in result.findings if f.severity == "error"]
    assert result.error is None
    assert errors == []
    assert result.stats["tagged"]
    assert result.stats["elements"] > 50


@each_document
def test_the_file_is_sound(pdf: Path) -> None:
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", pdf)


@each_document
def test_the_document_says_what_it_is_and_who_made_it(pdf: Path, programme: str, kind: str, loaded: Project) -> None:
    provider = loaded.settings.provider.name
    title = programme_of(loaded, programme).title
    with pikepdf.open(pdf) as document:
        info, root = document.docinfo, document.Root
        assert title in str(info.Title)
        assert str(info.Author) == provider
        assert str(root.Lang) == {"unit220": "en-GB"}.get(programme, "en-ZA")
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(info["/DocumentId"]) == f"{programme}-{kind}"
        assert re.fullmatch(r"[0-9a-f]{10}", str(info["/DocumentVersion"]))
        with document.open_metadata() as xmp:
            assert title in xmp["dc:title"]
            assert xmp["dc:creator"] == [provider]
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["dc:identifier"] == f"{programme}-{kind}:{info['/DocumentVersion']}"


@each_document
def test_bookmarks_lead_to_every_chapter(pdf: Path) -> None:
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        assert len(outline.root) >= 2
        assert all(item.title.strip() for item in outline.root)


@each_document
def test_every_page_says_its_number_the_document_and_its_version(
    pdf: Path, programme: str, kind: str, page_texts: PageTexts
) -> None:
    pages = page_texts(pdf)
    with pikepdf.open(pdf) as document:
        version = str(document.docinfo["/DocumentVersion"])
        assert len(document.pages) == len(pages)
    for number, text in enumerate(pages[1:], 2):  # the cover is page 1
        flat = " ".join(text.split())
        assert f"Page {number} of {len(pages)}" in flat
        assert re.search(rf"{programme}-{kind} edition \d+ \w+ \d+ · version {version}", flat), f"page {number}"
    assert version in pages[0]


@each_document
def test_the_cover_names_the_provider_and_shows_the_logo(pdf: Path, page_texts: PageTexts, loaded: Project) -> None:
    provider = loaded.settings.provider
    cover = page_texts(pdf)[0]
    assert provider.name in cover
    assert provider.accreditation in cover
    with pikepdf.open(pdf) as document:
        figures = [o for o in walk(document.Root.StructTreeRoot, set()) if o.get("/S") == Name.Figure]
        logos = [figure for figure in figures if provider.name in str(figure.get("/Alt", ""))]
    assert logos, "no figure of the logo"


@each_document
def test_every_page_is_a4(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            left, bottom, right, top = (float(n) for n in page.mediabox)
            assert (right - left, top - bottom) == (pytest.approx(595.28, abs=0.5), pytest.approx(841.89, abs=0.5))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_workbook_is_small_enough_to_send(built: Built, programme: str) -> None:
    assert built.pdf(programme, "formative-workbook").stat().st_size < 1_500_000


@each_document
def test_the_document_runs_nothing_and_calls_nobody(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        for found in walk(document.Root, set()):
            assert found.get("/S") not in (Name.JavaScript, Name.Launch, Name.SubmitForm, Name.ImportData)
            assert "/JS" not in found
            assert "/AA" not in found
        assert "/OpenAction" not in document.Root
        assert "/EmbeddedFiles" not in document.Root.get("/Names", Dictionary())


@each_form
def test_the_fields_font_maps_every_letter_that_learners_type(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        (font,) = document.Root.AcroForm.DR.Font.as_dict().values()
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()[:4] == b"\0\1\0\0"
    ranges = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>", cmap)
    assert all(first == said for first, _last, said in ranges)
    mapped = {code for first, last, _ in ranges for code in range(int(first, 16), int(last, 16) + 1)}
    assert [letter for letter in LETTERS if ord(letter) not in mapped] == []


@each_form
def test_every_field_is_named_and_drawn(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        form = document.Root.AcroForm
        names = [str(field.T) for field in form.Fields]
        assert len(names) == len(set(names))
        assert "/NeedAppearances" not in form
        for name, field in fields_of(document).items():
            assert NAME.fullmatch(name), name
            assert str(field.TU).strip(), name
            assert len(field.Kids) > 0, name
            for widget in field.Kids:
                assert "/T" not in widget, name
                assert str(widget.TU).strip(), name
                assert "/N" in widget.AP, name


@each_form
def test_who_hears_a_choice_hears_its_question_and_with_each_button_an_answer(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        groups = {name: field for name, field in fields_of(document).items() if _kind(field) == "radio"}
        for name, group in groups.items():
            question, buttons = squeezed(group.TU), [squeezed(button.TU) for button in group.Kids]
            assert [heard for heard in buttons if not heard.startswith(question)] == [], name
            values = [next(state for state in button.AP.N if state != "/Off") for button in group.Kids]
            for value in set(values):
                same = {heard for heard, state in zip(buttons, values, strict=True) if state == value}
                assert len(same) == 1, name
            assert len(set(buttons)) == len(set(values)) >= 2, name
            assert question not in buttons, name


def squeezed(text: pikepdf.Object) -> str:
    """Letters and digits only: signs are not heard."""
    return "".join(re.findall(r"[^\W_]", str(text).lower()))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_choice_of_an_activity_is_called_by_the_activity_and_the_question(
    built: Built, loaded: Project, programme: str
) -> None:
    found = programme_of(loaded, programme)
    for kind, exercises in (("formative-workbook", found.activities), ("summative-assessment", found.tasks)):
        choices = {
            f"{exercise.id}-{answer.key}": f"{said(exercise.label)}, {answer.title}"
            for exercise in exercises
            for answer in exercise.answers
            if isinstance(answer.kind, Choice) and not answer.kind.multiple
        }
        with pikepdf.open(built.pdf(programme, kind)) as document:
            fields = fields_of(document)
            assert {name: str(fields[name].TU) for name in choices} == choices


@each_form
def test_mupdf_has_nothing_to_complain_of_but_its_own_lack_of_colour_profiles(pdf: Path) -> None:
    call = ["mutool", "draw", "-q", "-r", "20", "-F", "png", "-o", "/dev/null", str(pdf), "1-9"]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=True)
    assert [line for line in done.stderr.splitlines() if "ICC support" not in line] == []


@each_form
def test_every_widget_on_a_page_belongs_to_a_field(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        kids = {kid.objgen for field in document.Root.AcroForm.Fields for kid in field.Kids}
        shown = [
            a.objgen for page in document.pages for a in page.obj.get("/Annots", []) if a.get("/Subtype") == Name.Widget
        ]
        assert len(shown) == len(set(shown))
        assert set(shown) == kids


@each_document
def test_the_tabulator_follows_the_structure(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        for number, page in enumerate(document.pages, 1):
            if "/Annots" in page.obj:
                assert page.obj.get("/Tabs") == Name.S, f"page {number}"


@each_form
def test_ticks_and_radio_buttons_have_a_picture_for_each_state(pdf: Path, programme: str, kind: str) -> None:
    with pikepdf.open(pdf) as document:
        buttons = {name: field for name, field in fields_of(document).items() if Name.Btn == field.FT}
        for name, field in buttons.items():
            for widget in field.Kids:
                states = set(widget.AP.N.keys())
                assert "/Off" in states, name
                assert len(states) == 2, name
                assert Name.Off == widget.AS, name
    assert buttons


@each_form
def test_the_learners_name_is_one_field_shown_in_several_places(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert len(fields_of(document)["learner-name"].Kids) >= 2


KINDS_IN_PDFS = {
    FieldKind.LINE: "text",
    FieldKind.LINES: "text",
    FieldKind.DRAWING: "text",
    FieldKind.TICK: "checkbox",
    FieldKind.CHOICE: "radio",
    FieldKind.SIGNATURE: "signature",
}


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_workbook_has_every_field_of_every_activity(built: Built, loaded: Project, programme: str) -> None:
    activities = programme_of(loaded, programme).activities
    fields = [f for a in activities for answer in a.answers for f in AnswerFields(a.id, a.label).of(answer)]
    wanted = {field.name: KINDS_IN_PDFS[field.kind] for field in fields}
    with pikepdf.open(built.pdf(programme, "formative-workbook")) as document:
        kinds = {name: _kind(field) for name, field in fields_of(document).items()}
    assert wanted
    assert {name: kinds.get(name) for name in wanted} == wanted
    progress = {f"{activity.id}--{part}" for activity in activities for part in ("done", "initials", "date")}
    rest = set(kinds) - set(wanted)
    more = {f"formative-workbook-more-{n:02d}-{part}" for n in (1, 2, 3) for part in ("belongs-to", "text")}
    assert {name for name in rest if not PERSON.fullmatch(name)} == progress | more | {"workbook-started"}


def _kind(field: pikepdf.Object) -> str:
    if field.FT in (Name.Tx, Name.Sig):
        return "text" if Name.Tx == field.FT else "signature"
    return "radio" if int(field.Ff) & 1 << 15 else "checkbox"


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_portfolio_has_exactly_the_fields_of_the_design(built: Built, loaded: Project, programme: str) -> None:
    (standard,) = programme_of(loaded, programme).standards
    ends = ("ref",) if programme == "unit220" else ("ref", "judgement", "comment")
    criteria = {f"{criterion.id}-{end}" for criterion in standard.criteria for end in ends}
    signs = {f"{standard.id}-sign-{role}{end}" for role in ROLES for end in ("", "-name", "-date")}
    with pikepdf.open(built.pdf(programme, "portfolio-of-evidence")) as document:
        fields = fields_of(document)
        names = set(fields)
        assert {n for n in names if n.startswith(f"{standard.id}-sign-")} == signs
        signed = {n for n, f in fields.items() if Name.Sig == f.FT}
        assert {n for n in signed if n.startswith(f"{standard.id}-")} == {f"{standard.id}-sign-{r}" for r in ROLES}
        assert {n for n in signed if not re.search(r"^[a-z0-9]+-sign-[a-z-]+$", n)} == set()
        for name in criteria:
            assert (Name.Btn if name.endswith("-judgement") else Name.Tx) == fields[name].FT
            if name.endswith("-judgement"):
                assert {s for w in fields[name].Kids for s in w.AP.N} == {"/C", "/NYC", "/Off"}
    of_criteria = {n for n in names if any(n.startswith(f"{criterion.id}-") for criterion in standard.criteria)}
    assert of_criteria == criteria
    evidence = {n for n in names if n.startswith(f"{standard.id}-ev")}
    rows = len(evidence) // 4
    assert rows >= 10
    assert evidence == {
        f"{standard.id}-ev{n:02d}-{end}" for n in range(1, rows + 1) for end in ("ref", "title", "method", "date")
    }
    rest = names - criteria - signs - evidence
    assert {n for n in rest if not PERSON.fullmatch(n) and not FORM.match(n)} == set()


def test_the_real_standards_have_the_criteria_that_the_ids_are_fixed_for(loaded: Project) -> None:
    ids = {programme.id: set(programme.criteria) for programme in loaded.programmes}
    assert "us118028-so1-ac1" in ids["us118028"]
    assert "us252210-so1-ac1" in ids["us252210"]
    assert {"unit220-1a", "unit220-1-4", "unit220-3-10"} <= ids["unit220"]


def test_the_site_offers_the_same_files(built: Built) -> None:
    for programme, kind in DOCUMENTS:
        offered = built.site / programme / f"{programme}-{kind}.pdf"
        assert offered.read_bytes() == built.pdf(programme, kind).read_bytes()


def test_the_cache_holds_what_was_published(built: Built, loaded: Project) -> None:
    cache = Cache(loaded.output / ".cache", roots_of(loaded))
    keys = {path: key for made in cache.made().values() for path, key in made["keys"].items()}
    assert set(keys) >= {f"pdf/{p}/{k}.pdf" for p, k in DOCUMENTS}
    for path, key in keys.items():
        assert cache.has(key)
        assert cache.file(key).read_bytes() == (loaded.output / path).read_bytes()
    manifests = {f"{folder}/{programme}/pack.json" for folder in ("pdf", "restricted") for programme in PROGRAMMES}
    assert cache.paths() == {*keys, *manifests}


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_other_document_keeps_the_same_promises(
    built: Built, page_texts: PageTexts, loaded: Project, programme: str
) -> None:
    """Guides for assessment and facilitation, and the cards: short ones have no bookmarks and no page numbers."""
    nine = set(built.pdfs)
    others = [
        f
        for f in (built.root / "build").glob(f"*/{programme}/**/*.pdf")
        if f not in nine and "site" not in f.parts[:-3]
    ]
    assert len(others) >= 3
    for pdf in others:
        result = outloud.check(str(pdf))
        assert (result.error, [f.message for f in result.findings if f.severity == "error"]) == (None, []), pdf.name
        tool("qpdf", "--check", pdf)
        pages = page_texts(pdf)
        with pikepdf.open(pdf) as document:
            info = document.docinfo
            assert str(info.Author) == loaded.settings.provider.name
            assert str(info["/DocumentId"]).startswith(programme)
            text = " ".join(pages[-1].split())
            assert str(info["/DocumentVersion"]) in text, pdf.name
            number = (
                f"{len(pages)}/{len(pages)}"
                if pdf.stem.endswith("-card") or "cards" in pdf.parts
                else f"Page {len(pages)} of {len(pages)}"
            )
            assert number in text, pdf.name
            names = [str(field.T) for field in document.Root.get("/AcroForm", Dictionary(Fields=[])).Fields]
        assert len(names) == len(set(names))
        assert [name for name in names if not NAME.fullmatch(name)] == []


def test_what_is_restricted_never_enters_the_site(built: Built) -> None:
    restricted = {f.read_bytes() for f in (built.root / "build" / "restricted").rglob("*.pdf")}
    offered = list(built.site.rglob("*.pdf"))
    assert restricted
    assert [
        f.name for f in offered if f.read_bytes() in restricted or "facilitator" in f.name or "assessor" in f.name
    ] == []
