"""Rows of which only the prompt is shown: the student writes the reply itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..protocol.failures import TrainerFailure
from ..student.chat import ChatFormat, Message
from .rows import PlacedRow, Row, asked


@dataclass(frozen=True)
class Prompt:
    row: Row
    messages: list[Message]


@dataclass(frozen=True)
class Prompts:
    prompts: list[Prompt]
    rows_in: int
    over_long: int


def read_prompts(rows: Iterable[PlacedRow], chat: ChatFormat, *, room: int, over_long: str) -> Prompts:
    """`room`: tokens a prompt may have, so that a whole reply fits behind it; `over_long` says what happens to longer
    ones: 'fail' or 'drop'."""
    found = [Prompt(placed.row, _checked(placed)) for placed in rows]
    if not found:
        raise TrainerFailure(
            "no-rows", "There is not one prompt to train on.", "Look at what the steps before this one rejected."
        )
    lengths = _lengths(chat, [prompt.messages for prompt in found])
    fitting = [prompt for prompt, length in zip(found, lengths, strict=True) if length <= room]
    over, longest = len(found) - len(fitting), max(lengths)
    if over and (over_long == "fail" or not fitting):
        raise TrainerFailure(
            "rows-over-long" if over_long == "fail" else "no-rows",
            f"{over} of {len(found)} prompts leave no room for a reply: {room} tokens are left beside max_new_tokens, "
            f"and the longest prompt has {longest}.",
            "Raise max_length if the student's context allows it, lower max_new_tokens, or set over_long to drop.",
        )
    return Prompts(fitting, rows_in=len(found), over_long=over)


def _checked(placed: PlacedRow) -> list[Message]:
    messages = asked(placed)
    if messages[-1]["role"] == "assistant":
        raise placed.invalid("its messages end with the assistant's, so there is nothing to reply to")
    return messages


def _lengths(chat: ChatFormat, conversations: Sequence[Sequence[Message]]) -> list[int]:
    texts = [chat.render_prompt(messages) for messages in conversations]
    encoded: Any = chat.tokenizer(texts, add_special_tokens=False, return_attention_mask=False)
    return [len(ids) for ids in encoded["input_ids"]]
