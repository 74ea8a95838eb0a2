"""What is written is whole or not there, on the disk before it has its name; what is kept has a bound."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from competent.files import prune, sweep, sync_folder, write_atomically, write_kept, write_together


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may be larger than a thousand bytes, as on a disk with no more room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.usefixtures("small_disk")
def test_where_one_file_has_no_room_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OSError, match="File too large") as caught:
        write_together({tmp_path / "a": b"new", tmp_path / "b": b"b" * 2000, tmp_path / "c": b"c"})
    assert (caught.value.errno, caught.value.filename) == (errno.EFBIG, str(tmp_path / "b"))
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"old")


def test_only_what_is_new_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"same")
    assert write_together({tmp_path / "a": b"same", tmp_path / "b" / "c": b"new"}) == [tmp_path / "b" / "c"]
    assert not write_atomically(tmp_path / "a", b"same")


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are put on the disk and given, in order."""
    noted: list[str] = []
    sync, give = os.fsync, os.replace

    def synced(handle: int) -> None:
        noted.append("sync")
        sync(handle)

    def given(name: str, file: Path) -> None:
        noted.append(file.name)
        give(name, file)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", given)
    return noted


def test_files_are_on_the_disk_before_they_have_their_names(tmp_path: Path, order: list[str]) -> None:
    write_together({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert order == ["sync", "sync", "a", "b"]


def test_nobody_waits_for_the_disk_for_what_only_saves_time(tmp_path: Path, order: list[str]) -> None:
    (tmp_path / ".gitignore").write_bytes(b"*\n")
    write_kept(tmp_path / "a", b"a")
    assert order == ["a"]


def test_a_folder_is_synced_with_every_file_and_folder_in_it(tmp_path: Path, order: list[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"a")
    sync_folder(tmp_path)
    assert order == ["sync"] * 3


def test_of_what_is_kept_the_oldest_goes_first(tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(5)]
    for age, file in enumerate(files):
        file.write_bytes(b"x" * 10)
        os.utime(file, (2e9 - age, 2e9 - age))
    prune(files, days=14, most=35)
    assert names(tmp_path) == ["0", "1", "2"]


def test_what_a_killed_command_had_begun_to_write_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    begun = [tmp_path / "pdf" / "us1" / name for name in (".learner-guide.pdf.2e5lc5xb", ".pack.json.abcd_123")]
    others = [tmp_path / "pdf" / name for name in ("mine.pdf", ".notes.pdf", ".draft.txt.abcdefgh", ".a.pdf.ABCDEFGH")]
    for file in (*begun, *others):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    sweep(tmp_path / "pdf")
    assert [file for file in (*begun, *others) if file.exists()] == others
