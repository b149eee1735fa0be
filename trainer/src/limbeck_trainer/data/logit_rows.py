"""Rows of the kind logits, as tokens to learn and where what the teacher said of each lies. Aligned by the row and the
token's place in its reply, never by any count of steps or rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..protocol.failures import TrainerFailure
from ..student.identity import check_same_tokenizer, tokenizer_digest
from ..student.student import Student
from .logit_block import LogitBlock, unpack
from .over_long import IGNORED
from .reply_tokens import reply_tokens
from .rows import PlacedRow, asked
from .side_files import SideFiles


@dataclass(frozen=True)
class LogitRow:
    prompt_ids: list[int]
    completion_ids: list[int]
    digest: str

    def labelled(self) -> tuple[list[int], list[int]]:
        ids = [*self.prompt_ids, *self.completion_ids]
        return ids, [*([IGNORED] * len(self.prompt_ids)), *self.completion_ids]


def read_logit_rows(
    rows: Iterable[PlacedRow], side: SideFiles, student: Student, name: str, temperature: float
) -> list[LogitRow]:
    """Every row is checked against its values before training begins. Raises `row-invalid`, `tokenizers-differ`,
    `temperatures-differ`."""
    own = (f"the student {name}", tokenizer_digest(student.tokenizer))
    read = []
    for placed in rows:
        completion = _ids(placed, "completion_ids")
        block, digest = _values(placed, side)
        check_same_tokenizer(own, (f"the teacher that scored row {placed.row.get('id')}", block.tokenizer))
        if block.positions != len(completion):
            raise placed.invalid(f"it has values for {block.positions} tokens, and {len(completion)} completion_ids")
        if abs(block.temperature - temperature) > 1e-6:
            raise TrainerFailure(
                "temperatures-differ",
                f"The teacher's values were taken at temperature {block.temperature:g}, and the student's are to be "
                f"at {temperature:g}.",
                f"Set temperature to {block.temperature:g}, or elicit the rows again with {temperature:g}.",
            )
        read.append(LogitRow(_prompt(placed, student, completion), completion, digest))
    return read


def _values(placed: PlacedRow, side: SideFiles) -> tuple[LogitBlock, str]:
    reference: Any = placed.row.get("values")
    digest = reference.get("digest") if isinstance(reference, dict) else None
    if not isinstance(digest, str):
        raise placed.invalid("it names no values")
    try:
        return unpack(side.read(digest)), digest
    except KeyError as error:
        raise placed.invalid(f"its values {digest[:12]} are not in the side file") from error
    except ValueError as error:
        raise placed.invalid(str(error)) from error


def _prompt(placed: PlacedRow, student: Student, completion: list[int]) -> list[int]:
    """What stands before the reply: the row's prompt as the student will be asked it, when the row has one. It may be
    other than what the teacher saw (a longer instruction, another template); the reply's tokens may not."""
    row = placed.row
    if not isinstance(row.get("completion"), str) or not ("prompt" in row or "messages" in row):
        return _ids(placed, "prompt_ids")
    try:
        prompt, own = reply_tokens(student.chat, asked(placed), row["completion"])
    except ValueError as error:
        raise placed.invalid(str(error)) from error
    if own != completion:
        raise placed.invalid(
            "the student's chat template makes other tokens of its reply than the teacher's did; give both the same one"
        )
    return prompt


def _ids(placed: PlacedRow, column: str) -> list[int]:
    ids = placed.row.get(column)
    if not isinstance(ids, list) or not ids or not all(isinstance(token, int) and token >= 0 for token in ids):
        raise placed.invalid(f"{column} must be token ids, at least one")
    return ids
