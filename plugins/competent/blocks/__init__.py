"""Fifth stage: the blocks that an author can write. One class a block says what it takes, holds and looks like.

`KINDS` is the registry: the scanner knows its names, the checks its options, pages and documents how each is drawn, and
the guide for authors shows its tables. A new block is a class here, and nothing anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

from competent.blocks.answers import AnswerBlock
from competent.blocks.drawing import DrawnKind
from competent.blocks.exercises import ActivityBlock, ModelBlock, NotesBlock, OralBlock, TaskBlock
from competent.blocks.feedback import FeedbackBlock
from competent.blocks.generated import (
    ActivitiesBlock,
    ContentsBlock,
    CoverageBlock,
    DownloadsBlock,
    FinderBlock,
    GuidesBlock,
    MyAnswersBlock,
    OpenerBlock,
    ProgrammesBlock,
    SheetBlock,
    TimeBlock,
)
from competent.blocks.guide import OptionsBlock
from competent.blocks.process import ProcessBlock, StepBlock
from competent.blocks.teaching import (
    CompareBlock,
    DialogueBlock,
    JobAidBlock,
    LetterBlock,
    MnemonicBlock,
    ReadingBlock,
)

ALL: tuple[type[DrawnKind], ...] = (
    ActivityBlock,
    TaskBlock,
    AnswerBlock,
    FeedbackBlock,
    ModelBlock,
    NotesBlock,
    OralBlock,
    ProcessBlock,
    StepBlock,
    ReadingBlock,
    MnemonicBlock,
    LetterBlock,
    DialogueBlock,
    CompareBlock,
    JobAidBlock,
    OpenerBlock,
    SheetBlock,
    CoverageBlock,
    TimeBlock,
    ActivitiesBlock,
    MyAnswersBlock,
    FinderBlock,
    DownloadsBlock,
    ProgrammesBlock,
    ContentsBlock,
    GuidesBlock,
    OptionsBlock,
)
KINDS: Mapping[str, type[DrawnKind]] = {kind.name: kind for kind in ALL}
"""Every kind of block by its name."""
