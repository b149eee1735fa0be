"""Rows from files, and rows as labelled tokens. Nothing is dropped in silence: what is over-long is counted."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..protocol.failures import TrainerFailure
from ..student.chat import ChatFormat, Message, TaughtText
from .over_long import IGNORED, keep_within

Row = dict[str, Any]


@dataclass(frozen=True)
class PlacedRow:
    row: Row
    file: Path
    line: int

    def invalid(self, because: str) -> TrainerFailure:
        name = self.row.get("id") if isinstance(self.row, dict) else None
        return TrainerFailure(
            "row-invalid",
            f"{self.file}:{self.line}{f' (row {name})' if name else ''}: {because}",
            "Mend or filter out such rows before this step.",
        )


def read_rows(files: Iterable[Path]) -> Iterator[PlacedRow]:
    for file in files:
        try:
            opener = gzip.open if file.suffix == ".gz" else open
            with opener(file, "rt", encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield PlacedRow(_parse(line, file, number), file, number)
        except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
            raise TrainerFailure(
                "file-unreadable", f"The rows in {file} cannot be read: {error}", "Run the step before this one again."
            ) from error


def _parse(line: str, file: Path, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise PlacedRow({}, file, number).invalid(f"this is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise PlacedRow({}, file, number).invalid("a row is a JSON object")
    return row


def conversation_of(placed: PlacedRow, kind: str, rationale: str) -> list[Message]:
    """Messages to teach, from a row of kind sft, rationale or dialogue; columns of other kinds that ride along are not
    looked at. `rationale`: 'with-answer' or 'answer-only'."""
    if kind == "sft":
        return [*asked(placed), reply_of(placed, "completion")]
    if kind == "dialogue":
        return _messages(placed)
    if kind != "rationale":
        raise ValueError(f"No conversation is made from rows of the kind {kind!r}.")
    answer = reply_of(placed, "answer")["content"]
    thought = reply_of(placed, "rationale")["content"]
    taught = answer if rationale == "answer-only" else f"{thought}\n{answer}"
    return [*asked(placed), {"role": "assistant", "content": taught}]


def asked(placed: PlacedRow) -> list[Message]:
    """What the student is asked: the row's prompt, or its messages."""
    prompt = placed.row.get("prompt")
    if isinstance(prompt, str):
        return [{"role": "user", "content": prompt}]
    return _messages(placed)


def _messages(placed: PlacedRow) -> list[Message]:
    messages = placed.row.get("messages")
    if not isinstance(messages, list) or not messages:
        raise placed.invalid("it has neither a prompt nor messages")
    for message in messages:
        if not isinstance(message, dict) or message.get("role") not in ("system", "user", "assistant"):
            raise placed.invalid("each message has a role: system, user or assistant")
        if not isinstance(message.get("content"), str):
            raise placed.invalid("each message has a text content")
    return [{"role": m["role"], "content": m["content"]} for m in messages]


def reply_of(placed: PlacedRow, field: str) -> Message:
    text = placed.row.get(field)
    if not isinstance(text, str):
        raise placed.invalid(f"{field} must be text")
    return {"role": "assistant", "content": text}


@dataclass(frozen=True)
class TokenRows:
    """Token ids and labels per row: a label is the token itself where the student is taught, else IGNORED."""

    input_ids: list[list[int]]
    labels: list[list[int]]
    over_long: int
    rows_in: int

    @property
    def lengths(self) -> list[int]:
        return [len(ids) for ids in self.input_ids]


def tokenize_taught(
    rows: Iterable[PlacedRow], chat: ChatFormat, *, kind: str, max_length: int, over_long: str, rationale: str
) -> TokenRows:
    """`over_long` says what happens to rows above `max_length` tokens: 'fail', 'drop' or 'truncate' (at the end)."""
    taught = [_taught(row, chat, kind, rationale) for row in rows]
    labelled = (
        pair for start in range(0, len(taught), 1000) for pair in label_taught(chat, taught[start : start + 1000])
    )
    kept = keep_within(labelled, max_length, over_long)
    return TokenRows(kept.input_ids, kept.labels, kept.over_long, kept.rows_in)


def _taught(placed: PlacedRow, chat: ChatFormat, kind: str, rationale: str) -> TaughtText:
    try:
        return chat.render_taught(conversation_of(placed, kind, rationale))
    except ValueError as error:
        raise placed.invalid(str(error)) from error


def label_taught(chat: ChatFormat, taught: list[TaughtText]) -> Iterator[tuple[list[int], list[int]]]:
    encoded = chat.tokenizer(
        [item.text for item in taught],
        add_special_tokens=False,
        return_offsets_mapping=True,
        return_attention_mask=False,
    )
    for item, ids, offsets in zip(taught, encoded["input_ids"], encoded["offset_mapping"], strict=True):  # pyright: ignore
        labels = [
            token if any(start <= begin < end for start, end in item.spans) else IGNORED
            for token, (begin, _) in zip(ids, offsets, strict=True)
        ]
        yield list(ids), labels
