"""What the blocks know of the page that they stand on."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from dataclasses import dataclass, field

from pymdownx.blocks.block import Block

from competent.blocks.view import View


@dataclass(frozen=True)
class Step:
    """A step of a process, rendered."""

    title: str
    short: str
    critical: bool
    body: etree.Element


@dataclass
class ViewHolder:
    """Tells the blocks which page is being rendered, and inner blocks what stands around them."""

    view: View
    exercise: str = ""
    """The id of the activity or task whose answers come next."""
    steps: list[Step] = field(default_factory=list)
    """The steps so far of the process that is being read."""


class CompetentBlock(Block):
    """The base of the blocks: it knows the page. Options are checked before rendering, with their places."""

    @property
    def holder(self) -> ViewHolder:
        """What all blocks of a build share; pymdown's own tracker is kept for each kind of block by itself."""
        holder: ViewHolder = self.config["holder"]
        return holder

    @property
    def view(self) -> View:
        """The page being rendered."""
        return self.holder.view
