"""A standard goes out as text in the form of the register, and the very same standard comes back of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from competent.cli import main
from competent.exchange.exchanging import export_saqa_text, import_saqa
from competent.exchange.saqa import SOURCE
from competent.standards.framework import Frameworks, shipped
from competent.standards.load import load_standard
from competent.standards.standard import Standard
from competent.text.problem import report
from tests.conftest import ROOT

REAL = sorted((ROOT / "unit_standards").glob("*.yml"))
OTHERS = sorted((ROOT / "tests").glob("*/unit_standards/*.yml"))


def model(file: Path) -> Standard:
    found, _name, problems = load_standard(file, file.name, Frameworks(shipped(), frozenset()))
    assert found is not None, report(problems)
    return found.standard


def there_and_back(file: Path, folder: Path) -> Standard:
    """The standard that is made of the text of another; only what neither says may be told."""
    (folder / "page.txt").write_text(export_saqa_text(file), "utf-8")
    made, _found, problems = import_saqa(folder / "page.txt", folder / "made")
    assert {problem.code for problem in problems} <= {"C616"}, report(problems)
    return model(made)


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_a_real_standard_comes_back_as_it_was(file: Path, tmp_path: Path) -> None:
    assert there_and_back(file, tmp_path) == model(file)


def test_the_real_standards_are_three() -> None:
    assert [file.stem for file in REAL] == ["unit220", "us118028", "us252210"]


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_standards_of_other_frameworks_come_back_too(file: Path, tmp_path: Path) -> None:
    assert there_and_back(file, tmp_path) == model(file)


def test_the_text_has_the_headings_of_the_register_in_their_order() -> None:
    text = export_saqa_text(ROOT / "unit_standards/us118028.yml")
    headings = [
        "SAQA US ID\tUNIT STANDARD TITLE\n118028\tSupervise customer service standards\n",
        "ORIGINATOR\nSGB Retail and Wholesale\n",
        "FIELD\tSUBFIELD\nField 11 - Services\tWholesale and Retail\n",
        "NQF LEVEL\tCREDITS\nNQF Level 04\t8\n",
        "LAST DATE FOR ENROLMENT\tLAST DATE FOR ACHIEVEMENT\n2026-06-30\t2029-06-30\n",
        "\nPURPOSE OF THE UNIT STANDARD\n",
        "\nLEARNING ASSUMED TO BE IN PLACE AND RECOGNITION OF PRIOR LEARNING\n",
        "\nSpecific Outcomes and Assessment Criteria:\n",
        "\nSPECIFIC OUTCOME 1\n",
        "\nASSESSMENT CRITERION 1\n",
        "\nASSESSMENT CRITERION RANGE\n",
        "\nSPECIFIC OUTCOME 3\n",
        "\nUNIT STANDARD ACCREDITATION AND MODERATION OPTIONS\n",
        "\nUNIT STANDARD ESSENTIAL EMBEDDED KNOWLEDGE\n  • The areas falling within",
        "\nUNIT STANDARD CCFO IDENTIFYING\n",
        "\nNOT ON THE REGISTER\n",
    ]
    assert [text.count(heading) for heading in headings[:8]] == [1] * 8
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_what_the_register_can_say_does_not_stand_in_the_text_twice() -> None:
    text = export_saqa_text(ROOT / "unit_standards/us118028.yml")
    said, _, beyond = text.partition("NOT ON THE REGISTER\n")
    assert set(yaml.safe_load(beyond)) == {"register", "outcomes", "embedded_knowledge", "cross_field"}
    texts = [criterion.text for criterion in model(ROOT / "unit_standards/us118028.yml").criteria]
    assert [said.count(text) for text in texts] == [1] * len(texts)
    assert not any(text in beyond for text in texts)


def test_a_standard_that_only_says_what_the_register_says_needs_nothing_more(tmp_path: Path) -> None:
    outcome = {"id": "us900050-so1", "kind": "specific-outcome", "title": "Do it.", "criteria": [{"id": "us900050-so1-ac1", "text": "Done."}]}  # fmt: skip
    register = {"number": "900050", "authority": "South African Qualifications Authority (SAQA)"}
    value = {"framework": "saqa-unit-standard", "id": "us900050", "title": "Try", "register": register, "source": SOURCE, "outcomes": [outcome]}  # fmt: skip
    file = tmp_path / "us900050.yml"
    file.write_text(yaml.safe_dump(value), "utf-8")
    assert "NOT ON THE REGISTER" not in export_saqa_text(file)


def test_the_command_writes_to_the_screen_or_to_a_new_file(tmp_path: Path) -> None:
    words = ["export", str(REAL[1]), "--as", "saqa-text"]
    shown = CliRunner().invoke(main, words)
    assert (shown.exit_code, shown.output) == (0, export_saqa_text(REAL[1]))
    file = tmp_path / "us118028.txt"
    assert CliRunner().invoke(main, [*words, "-o", str(file)]).exit_code == 0
    assert file.read_text("utf-8") == shown.output
    again = CliRunner().invoke(main, [*words, "-o", str(file)])
    assert (again.exit_code, "C611" in again.output) == (1, True)


def test_a_standard_that_cannot_be_read_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yml"
    file.write_text("framework: none\n", "utf-8")
    done = CliRunner().invoke(main, ["export", str(file)])
    assert done.exit_code == 1
    assert "wrong.yml:1:1 C121" in done.output
