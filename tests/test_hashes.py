"""The tool that proves a refactoring sees every kind of difference, and none where there is none."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.hashes import differences, hashes


def test_new_lost_and_changed_files_are_told_apart(tmp_path: Path) -> None:
    for name, text in (("same.txt", "a"), ("changed.txt", "b"), ("lost.txt", "c")):
        (tmp_path / name).write_text(text)
    before = hashes(tmp_path)
    (tmp_path / "changed.txt").write_text("B")
    (tmp_path / "lost.txt").unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "file.txt").write_text("d")
    assert differences(before, hashes(tmp_path)) == ["~ changed.txt", "- lost.txt", "+ new/file.txt"]
    assert differences(before, before) == []


def test_the_time_of_packing_is_no_difference_and_the_cache_is_no_output(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml.gz"
    file.write_bytes(gzip.compress(b"map", mtime=1))
    before = hashes(tmp_path)
    file.write_bytes(gzip.compress(b"map", mtime=2))
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "kept").write_text("x")
    assert hashes(tmp_path) == before
    file.write_bytes(gzip.compress(b"another map", mtime=1))
    assert differences(before, hashes(tmp_path)) == ["~ sitemap.xml.gz"]
