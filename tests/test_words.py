"""The words of the catalogues, and that no word of a template or of the code has been left out of them."""

from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po

from competent import words
from competent.adapters import load_project
from competent.documents.templates import shipped_templates
from competent.project import Project
from competent.standards.framework import SHIPPED
from competent.words import N_, Words, ngettext
from tests.building import edit, small_project
from tests.documents.composing import composed

PACKAGE = Path(words.__file__).parent
TEMPLATES = shipped_templates()
LANGUAGES = [language for language in words.languages() if language != "en"]
RESTRICTED = re.compile(r"assessor|moderator|facilitator|session|sampl|alignment|spreadsheet|records|matrix")
"""Files whose words only those who teach, judge and check see."""
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")
KEYS = ("_", "N_", "ngettext")
METHODS: dict[str, tuple[str, dict[str, str]]] = {
    ".py": ("python", {}),
    ".yml": ("competent.standards.framework:extract", {}),
}
LEXER = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)

Id = str | tuple[str, str]


def code_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def template_files() -> list[Path]:
    return [file for file in sorted(TEMPLATES.rglob("*")) if file.suffix in (".j2", ".css")]


def framework_files() -> list[Path]:
    return sorted(SHIPPED.glob("*.yml"))


def sources() -> list[Path]:
    return [*code_files(), *framework_files(), *template_files()]


def for_learners(file: Path) -> bool:
    """Whether learners see the words of a file; they fill in the evidence matrix of their portfolio."""
    return file.parent.name == "portfolio" or not RESTRICTED.search("/".join(file.parts[-3:]))


def ids_in(file: Path) -> set[Id]:
    """What `pybabel extract` finds in a file, by the mappings in pyproject.toml."""
    how, options = METHODS.get(file.suffix, ("jinja2", {"silent": "false"}))
    found = extract_from_file(how, file, keywords=DEFAULT_KEYWORDS, options=options)
    return {message if isinstance(message, str) else (message[0], message[1]) for _line, message, *_rest in found}


def ids(files: Iterable[Path]) -> set[Id]:
    return {found for file in files for found in ids_in(file)}


@pytest.fixture(scope="module")
def every_id() -> set[Id]:
    return ids(sources())


@pytest.fixture(scope="module")
def learners_ids() -> set[Id]:
    return ids(file for file in sources() if for_learners(file))


@pytest.fixture(params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with words.catalogue(request.param).open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each form beside what it translates: all but the first beside the plural."""
    if isinstance(message.id, str):
        return [(message.id, form) for form in forms(message)]
    return [(message.id[min(number, 1)], form) for number, form in enumerate(forms(message))]


def test_there_are_catalogues_at_all() -> None:
    assert "af" in LANGUAGES


def test_every_word_that_learners_see_is_translated(catalogue: Catalog, learners_ids: set[Id]) -> None:
    translated = {message.id for message in messages(catalogue) if all(forms(message)) and not message.fuzzy}
    assert sorted(map(str, learners_ids - translated)) == []


def test_no_catalogue_holds_words_that_nothing_uses(catalogue: Catalog, every_id: set[Id]) -> None:
    assert [message.id for message in messages(catalogue) if message.id not in every_id] == []
    assert list(catalogue.obsolete) == []


def test_every_form_of_a_plural_is_filled(catalogue: Catalog) -> None:
    several = [message for message in messages(catalogue) if message.pluralizable]
    assert several
    assert [m.id for m in several if len(forms(m)) != catalogue.num_plurals or not all(forms(m))] == []


def test_placeholders_and_tags_are_kept(catalogue: Catalog) -> None:
    wrong = [
        (said, form)
        for message in messages(catalogue)
        for said, form in pairs(message)
        if sorted(PLACEHOLDERS.findall(said)) != sorted(PLACEHOLDERS.findall(form))
    ]
    assert wrong == []


def test_spaces_at_the_ends_are_kept_and_no_quote_breaks_an_attribute(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        for said, form in pairs(message):
            assert (said[0].isspace(), said[-1].isspace()) == (form[0].isspace(), form[-1].isspace()), said
            assert '"' not in re.sub(r"<[^>]+>", "", form), said


def test_a_learner_is_called_so_in_afrikaans() -> None:
    _ = Words("af-ZA")
    assert _("Learner") == "Leerder"
    assert _.ngettext("%(num)d credit", "%(num)d credits", 1) == "1 krediet"
    assert _.say(ngettext("%(num)d credit", "%(num)d credits", 12)) == "12 krediete"


def test_a_label_inside_a_label_is_said_in_the_language_of_the_whole() -> None:
    name = N_("Task %(number)s", number=3)
    whole = N_("%(count)s of %(all)s", count=name, all="Task 9")
    assert Words("af-ZA").say(whole) == "Taak 3 van Task 9"
    assert Words("en-ZA").say(whole) == "Task 3 of Task 9"


def test_what_an_author_wrote_is_neither_looked_up_nor_filled_in() -> None:
    assert Words("af-ZA").say("Learner") == "Learner"
    assert Words("af-ZA").say("100 %(of)s %d") == "100 %(of)s %d"


def test_a_language_leaves_nothing_behind() -> None:
    assert [Words(language)("Learner") for language in ("af-ZA", "en-ZA", "zu-ZA", "af-ZA")] == [
        "Leerder",
        "Learner",
        "Umfundi",
        "Leerder",
    ]


@pytest.mark.parametrize("language", ["xx-ZA", "tlh", "not a language"])
def test_a_language_without_a_catalogue_falls_back_to_english(language: str) -> None:
    _ = Words(language)
    assert _("Learner") == "Learner"
    assert _.ngettext("%(num)d mark", "%(num)d marks", 2) == "2 marks"
    assert _.date(datetime.date(2026, 6, 30)) == "30 June 2026"


@pytest.mark.parametrize(("language", "written"), [("en-ZA", "30 June 2026"), ("af-ZA", "30 Junie 2026")])
def test_a_date_is_written_as_the_language_has_it(language: str, written: str) -> None:
    assert Words(language).date(datetime.date(2026, 6, 30)) == written


@pytest.mark.parametrize(("language", "direction"), [("zu-ZA", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("xx", "ltr")])
def test_a_language_knows_which_way_it_is_written(language: str, direction: str) -> None:
    assert Words(language).direction == direction


@pytest.mark.parametrize("file", code_files(), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_words_are_looked_up_by_names_that_the_catalogues_know(file: Path) -> None:
    """`view.words("Page")` would be said in English for ever: `_ = view.words` and `_("Page")` is found."""
    asked = re.findall(r"\b(?:words|say)\(f?[\"'][A-Z][^)]*\)", file.read_text(encoding="utf-8"))
    assert asked == []


@pytest.mark.parametrize("file", code_files(), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_every_word_that_the_code_looks_up_is_extracted(file: Path) -> None:
    """Inside an f-string it is not, before Python 3.12."""
    found = {said if isinstance(said, str) else said[0] for said in ids_in(file)}
    looked_up = {
        node.args[0].value
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYS and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    assert looked_up - found == set()


@pytest.mark.parametrize("file", code_files(), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_word_in_the_code_goes_into_html_as_it_is(file: Path) -> None:
    bare = [
        f"line {node.lineno}: {node.value}"
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("h", "append")
        for argument in call.args[2 if call.func.id == "h" else 1 :]
        for node in ([*argument.values] if isinstance(argument, ast.JoinedStr) else [argument])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[A-Za-z]", node.value)
    ]
    assert bare == []


@pytest.mark.parametrize("file", template_files(), ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_every_word_of_a_template_is_in_the_catalogues(file: Path) -> None:
    assert list(bare_words(file)) == []


def test_a_bare_word_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "some.html.j2"
    file.write_text(
        '<style>\n.bare { content: "{{ _("Page") }} bare " }\n</style>\n'
        '{# A note #}<p title="Bare {{ x }}">{{ _("Good") }} <em>bare</em></p>{% trans %}Good{% endtrans %}\n'
        '{{ macro("a-field", "Bare words") }}{{ ngettext("%(num)d day", "%(num)d days", 2) }}',
        encoding="utf-8",
    )
    assert sorted(bare_words(file)) == ["line 2: bare", "line 4: Bare", "line 4: bare", "line 5: Bare words"]
    style = tmp_path / "some.css"
    style.write_text('.a::after { content: "{{ _("of") }} " counter(page) " bare"; font-family: "Noto Sans" }')
    assert list(bare_words(style)) == ["line 1: bare"]


SAME_EVERYWHERE = re.compile(r"C|NYC|[VACS]|A[345]|Letter")
"""Values of fields and the letters of VACS, which every language has, and sizes of paper."""
OF_ROLES = "if sampled"
"""Looked for in a label."""


def bare_words(file: Path) -> Iterator[str]:
    """Words of a template that stand outside of `_()` and `{% trans %}`."""
    tokens = list(LEXER.lex(file.read_text(encoding="utf-8")))
    yield from _bare_strings([token for token in tokens if token[1] != "whitespace"])
    text = _as_written(tokens)
    yield from _bare_content(text) if file.suffix == ".css" else _bare_html(text)


def _bare_strings(tokens: list[tuple[int, str, str]]) -> Iterator[str]:
    """Sentences in expressions: `ngettext` has two of its own, `_` has one."""
    for number, (line, kind, value) in enumerate(tokens):
        before = [token[2] for token in tokens[max(0, number - 4) : number]]
        wrapped = before[-2:] in (["_", "("], ["ngettext", "("]) or (before[:2] == ["ngettext", "("])
        if kind == "string" and not wrapped and re.search(r"[A-Z]|[a-z] [a-z]", value):
            said = value.strip("\"'")
            if not SAME_EVERYWHERE.fullmatch(said) and said != OF_ROLES:
                yield f"line {line}: {said}"


def _as_written(tokens: list[tuple[int, str, str]]) -> str:
    """The template without expressions, comments and what is translated; lines stay where they are."""
    parts, translated, style = [], False, False
    for number, (_line, kind, value) in enumerate(tokens):
        if kind == "block_begin":
            names = [token[2] for token in tokens[number + 1 : number + 5] if token[1] == "name"]
            translated = names[0] == "trans" or (translated and names[0] != "endtrans")
            if names[:2] == ["block", "css"] or (style and names[0] == "endblock"):
                style = not style
                parts.append("<style>" if style else "</style>")
        parts.append(value if kind == "data" and not translated else "\0" + "\n" * value.count("\n"))
    return "".join(parts)


def _bare_html(text: str) -> Iterator[str]:
    for found in re.finditer(r"<style>(.*?)</style>", text, flags=re.S):
        yield from _bare_content(_only_lines(text[: found.start(1)]) + found[1])
    text = re.sub(r"<style>.*?</style>", lambda found: _only_lines(found[0]), text, flags=re.S)
    for found in re.finditer(r'\b(?:title|aria-label|alt|placeholder)="([^"]*)"', text):
        yield from _letters(text, found.start(1), found[1])
    shown = re.sub(r"<!--.*?-->|<[^>]*>|&#?\w+;", lambda found: _only_lines(found[0]), text, flags=re.S)
    for found in re.finditer(r"[^\n\0]+", shown):
        yield from _letters(shown, found.start(), found[0])


def _bare_content(text: str) -> Iterator[str]:
    for rule in re.finditer(r"\bcontent:([^;}]*)", text):
        for found in re.finditer(r'"([^"]*)"', rule[1]):
            yield from _letters(text, rule.start(1) + found.start(1), found[1].replace("\\A", ""))  # a new line


def _letters(text: str, start: int, said: str) -> Iterator[str]:
    said = said.replace("\0", "").strip()
    if re.search(r"[^\W\d_]", said) and not SAME_EVERYWHERE.fullmatch(said):
        yield f"line {text.count(chr(10), 0, start) + 1}: {said}"


def _only_lines(text: str) -> str:
    return "\0" + "\n" * text.count("\n")


AFRIKAANS = {
    "formative-workbook": [
        "Formatiewe werkboek",
        "Eenheidstandaard",
        "NKR-vlak",
        "Oor u",
        "U aktiwiteite",
    ],
    "portfolio-of-evidence": [
        "Portefeulje van bewyse",
        "Assesseringsplan",
        "Verklaring van outentisiteit",
        "Aftekening",
    ],
    "summative-assessment": ["Gids vir summatiewe assessering", "Hoe dit werk", "nog nie bevoeg nie"],
    "learner-guide": ["Leerdergids", "Inhoud", "Afdeling 1", "Spesifieke uitkomste"],
    "programme-outline": ["Programoorsig", "Bladsye", "Verskaffer", "Uitkoms"],
}
ENGLISH = "Unit standard|NQF level|Learner|Candidate|Facilitator|Assessment|Evidence|Criteria|Signature|Date|Name|Activity|Task|Section|Contents|Page|version|minutes|credits?|Provider|Employer|Telephone|Method|Marks|Result|Purpose|Range|Title|Credits|Hours|Part"


@pytest.fixture
def in_afrikaans(tmp_path: Path) -> Project:
    """The small project, of which one programme is in Afrikaans."""
    folder = small_project(tmp_path / "small")
    edit(folder / "content" / "us900001" / "index.md", "title: Make good tea", "title: Make good tea\nlanguage: af-ZA")
    return load_project(folder / "mkdocs.yml")


@pytest.mark.parametrize("kind", AFRIKAANS)
def test_a_programme_in_afrikaans_has_afrikaans_labels(in_afrikaans: Project, kind: str) -> None:
    programme = next(programme for programme in in_afrikaans.programmes if programme.id == "us900001")
    document = composed(in_afrikaans, programme, kind)
    assert document.language == "af-ZA"
    assert '<html lang="af-ZA" dir="ltr"' in document.html
    assert [word for word in AFRIKAANS[kind] if word not in document.html] == []
    body = document.html.partition("<body>")[2]
    shown = " ".join([*re.findall(r">([^<]+)<", body), *re.findall(r'\b(?:title|aria-label|alt)="([^"]*)"', body)])
    assert re.findall(rf"\b(?:{ENGLISH})\b", shown) == []


def test_the_pages_of_a_programme_in_afrikaans_are_too_and_the_others_are_not(in_afrikaans: Project) -> None:
    pages = in_afrikaans.pages.generated
    assert "# Die eenheidstandaard" in pages["us900001/standard.md"]
    assert "## Veronderstelde leertyd" in pages["us900001/coverage.md"]
    assert "# The unit" in pages["unit900/standard.md"]
    assert "# Find" in pages["find.md"]
