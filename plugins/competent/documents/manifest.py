"""Write the manifests of a programme's pack: one beside the learners' documents, one beside the restricted ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from competent.documents.compose import Document
from competent.forms.field import Field, FieldClash, meaning
from competent.forms.manifest import (
    FORMAT,
    Manifest,
    ManifestDocument,
    ManifestStandard,
    manifest_fields,
    pack_version,
    whole_form,
)
from competent.programme.documents import sheet_path
from competent.programme.models import Programme
from competent.project import Project
from competent.text.problem import Place, Problem, ProblemsFound
from competent.words import N_, Words

NAME = "pack.json"


def manifests(
    project: Project, programme: Programme, documents: Iterable[Document], versions: Mapping[str, str]
) -> dict[str, str]:
    """The manifests, as JSON, by their path below `build`. Raises ProblemsFound where a name means two things."""
    documents = list(documents)
    words = Words(project.language_of(programme))
    try:
        whole_form(document.form for document in documents)
    except FieldClash as clash:
        title = f"“{clash.one.name}” is the name of two fields that mean different things"
        hint = f"One is {_told(clash.one)}, the other {_told(clash.other)}. Give one of them another name."
        raise ProblemsFound([Problem(Place(programme.index.path), "C305", title, hint)]) from clash
    result = {}
    for folder in ("pdf", "restricted"):
        inside = [document for document in documents if document.path.startswith(f"{folder}/")]
        path = f"{folder}/{programme.id}/{NAME}"
        manifest = _manifest(project, programme, inside, versions, path, words)
        result[path] = manifest.model_dump_json(indent=1, exclude_none=True)
    return result


def _told(field: Field) -> str:
    """A field as its author may know it: what it is, what it is about, and whose."""
    about = " ".join(str(value) for value in meaning(field.means).values())
    return f"a {field.kind} about “{about}” for the {field.who}"


def _manifest(
    project: Project,
    programme: Programme,
    documents: list[Document],
    versions: Mapping[str, str],
    path: str,
    words: Words,
) -> Manifest:
    folder = PurePosixPath(path).parent
    found = [_document(document, versions, folder) for document in documents]
    if (sheet := sheet_path(programme)) in versions and PurePosixPath(sheet).parent == folder:
        title = words(N_("Alignment matrix"))
        file = PurePosixPath(sheet).name
        found.append(
            ManifestDocument(
                id=f"{programme.id}-{file}", kind="alignment-matrix", title=title, file=file, version=versions[sheet]
            )
        )
    return Manifest(
        format=FORMAT,
        version=pack_version(found),
        programme=programme.id,
        title=programme.title,
        language=words.language,
        provider=project.settings.provider.name,
        standards=tuple(
            ManifestStandard(id=s.id, number=s.number, title=s.title, framework=s.framework)
            for s in programme.standards
        ),
        documents=tuple(found),
        fields=manifest_fields((document.form for document in documents), words),
    )


def _document(document: Document, versions: Mapping[str, str], folder: PurePosixPath) -> ManifestDocument:
    return ManifestDocument(
        id=document.id,
        kind=document.kind,
        title=document.title,
        file=PurePosixPath(document.path).relative_to(folder).as_posix(),
        version=versions[document.path],
        fields=tuple(field.name for field in document.form),
    )
