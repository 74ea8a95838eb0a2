"""Roles sign one after another, with values filled in between, and every signature still holds."""

from __future__ import annotations

import datetime
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from competent.documents.fill import fill
from tests.pictures import viewers
from tests.pictures.ink import ink, widgets

pytestmark = pytest.mark.filterwarnings("ignore")  # pyHanko's and cryptography's own, which change with each release


@dataclass(frozen=True)
class Person:
    signer: signers.SimpleSigner
    certificate: bytes


def person(name: str, folder: Path) -> Person:
    """Somebody with a key and a certificate of their own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(*[n in (0, 1) for n in range(9)][:7], encipher_only=False, decipher_only=False)
    builder = x509.CertificateBuilder(
        called, called, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(1)
    )
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    key_file, certificate_file = folder / f"{name}.key", folder / f"{name}.crt"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    key_file.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    certificate_file.write_bytes(certificate.public_bytes(pem))
    return Person(signers.SimpleSigner.load(str(key_file), str(certificate_file)), certificate_file.read_bytes())


def sign(pdf: bytes, field: str, who: Person) -> bytes:
    metadata = signers.PdfSignatureMetadata(field_name=field)
    out = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), metadata, signer=who.signer, existing_fields_only=True, output=out
    )
    return out.getvalue()


def write_value(pdf: bytes, name: str, value: str) -> bytes:
    """Fill a field by adding to the file, as viewers do with a signed one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == name:
            field["/V"] = generic.TextStringObject(value)
            writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def verify(pdf: bytes, people: list[Person]) -> dict[str, PdfSignatureStatus]:
    roots = [signer.signer.signing_cert for signer in people]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    return {
        s.field_name: validate_pdf_signature(s, context) for s in PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    }


def apart(work, *arguments):
    """In a thread of its own: pyHanko starts an event loop, and Playwright may have one running in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *arguments).result()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> list[Person]:
    folder = tmp_path_factory.mktemp("people")
    return [person(name, folder) for name in ("candidate", "assessor")]


@pytest.fixture(scope="module")
def signed(small_pdfs: Path, people: list[Person]) -> bytes:
    """Filled, signed by the learner, judged, signed by the assessor."""
    empty = (small_pdfs / "pdf" / "us900001" / "portfolio-of-evidence.pdf").read_bytes()
    filled = fill(empty, {"learner-name": "Ṱhanyani Ḓowa", "us900001-so1-ac1-ref": "E1"})
    by_learner = apart(sign, filled, "us900001-sign-candidate", people[0])
    judged = write_value(by_learner, "us900001-so1-ac1-comment", "Ḽiṅwe ḓuvha")
    return apart(sign, judged, "us900001-sign-assessor", people[1])


@pytest.fixture(scope="module")
def status(signed: bytes, people: list[Person]) -> dict[str, PdfSignatureStatus]:
    """What holds of each signature."""
    return apart(verify, signed, people)


def test_both_signatures_hold_with_values_filled_in_between(status: dict[str, PdfSignatureStatus]) -> None:
    assert set(status) == {"us900001-sign-candidate", "us900001-sign-assessor"}
    for name, found in status.items():
        assert found.intact, name
        assert found.valid, name
        assert found.trusted, name


def test_the_last_signature_covers_the_whole_file(status: dict[str, PdfSignatureStatus]) -> None:
    assert status["us900001-sign-assessor"].coverage.name == "ENTIRE_FILE"
    assert status["us900001-sign-candidate"].coverage.name == "ENTIRE_REVISION"


def test_values_filled_in_between_are_no_tampering_to_pyhankos_own_policy(
    small_pdfs: Path, people: list[Person]
) -> None:
    """A field's value lies apart from its widget, to which the structure tree points (facts.md)."""
    empty = (small_pdfs / "pdf" / "us900001" / "portfolio-of-evidence.pdf").read_bytes()
    by_learner = apart(sign, empty, "us900001-sign-candidate", people[0])
    judged = write_value(by_learner, "us900001-so1-ac1-comment", "Good")
    (found,) = apart(verify, judged, people).values()
    assert found.intact
    assert found.valid
    assert found.modification_level.name == "FORM_FILLING"


def test_a_changed_byte_breaks_the_signature(signed: bytes, people: list[Person]) -> None:
    at = signed.index(b"/Author")
    status = apart(verify, signed[: at + 9] + b"X" + signed[at + 10 :], people) if at > 0 else {}
    assert not any(found.intact for found in status.values())


def test_every_sign_field_is_found_empty_by_pyhanko(small_pdfs: Path) -> None:
    reader = PdfFileReader(io.BytesIO((small_pdfs / "pdf" / "unit900" / "portfolio-of-evidence.pdf").read_bytes()))
    empty = [name for name, value, _ in fields.enumerate_sig_fields(reader) if value is None]
    names = [name for name in empty if name.startswith("unit900-")]
    roles = ("candidate", "assessor", "countersigning-assessor", "iv", "countersigning-iv", "ev")
    assert names == [f"unit900-sign-{role}" for role in roles]
    assert {"plan-sign-iv", "declaration-sign-interpreter"} <= set(empty)


def test_what_was_filled_in_is_still_shown_after_signing(signed: bytes, tmp_path: Path) -> None:
    pdf = tmp_path / "signed.pdf"
    pdf.write_bytes(signed)
    place = next(w for w in widgets(pdf) if w.name == "learner-name")
    for show in (viewers.poppler, viewers.mupdf, viewers.pdfium):
        assert ink(show(pdf, place.page), place) > 0.005
