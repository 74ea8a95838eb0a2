"""Find the criteria of a programme by whatever people write for them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from competent.programme.models import Programme
from competent.text.problem import nearest
from competent.text.values import folded


@dataclass(frozen=True)
class CriterionNames:
    """The criteria of a programme by whatever people write for them: SO1 AC2, so1-ac2, 220.1.4, us118028-so1-ac2."""

    ids: Mapping[str, tuple[str, ...]]
    """By a name in its plain form, the criteria that it may stand for."""
    labels: tuple[str, ...]
    """What documents call the criteria, in order."""

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that the name stands for: none where it is unknown, several where two standards have it."""
        return self.ids.get(_plain(name), ())

    def nearest(self, name: str) -> str:
        """The label or id most like the name."""
        return nearest_name(name[:60], tuple(dict.fromkeys([*self.labels, *sum(self.ids.values(), ())])))


def criterion_names(programme: Programme) -> CriterionNames:
    """Ids and labels of all criteria."""
    ids: dict[str, tuple[str, ...]] = {}
    labels = [programme.criterion_label(criterion) for criterion in programme.criteria]
    for criterion, label in zip(programme.criteria, labels, strict=True):
        alone = programme.standard_of(criterion).criterion_label(criterion)
        for name in (criterion, label, alone):
            ids[_plain(name)] = tuple(dict.fromkeys((*ids.get(_plain(name), ()), criterion)))
    return CriterionNames(ids, tuple(labels))


def _plain(name: str) -> str:
    """Words and numbers only: “SO1 AC2” and “so 01, ac 02” are so-1-ac-2."""
    parts = re.findall(r"[a-z]+|[0-9]+", folded(name))
    return "-".join(part.lstrip("0") or "0" if part[0].isdigit() else part for part in parts)


@functools.lru_cache(maxsize=4096)
def nearest_name(name: str, known: tuple[str, ...]) -> str:
    """The known name most like this one."""
    return nearest(name, known) or nearest(name.upper(), known)
