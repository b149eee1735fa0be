"""Preference rows as two labelled token sequences each: the prompt with the chosen reply, and with the rejected one."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..protocol.failures import TrainerFailure
from ..student.chat import ChatFormat, TaughtText
from .rows import PlacedRow, asked, label_taught, reply_of

SIDES = ("chosen", "rejected")


@dataclass(frozen=True)
class TokenPair:
    """Token ids and labels by side: a label is the token itself where the reply stands, else IGNORED."""

    input_ids: tuple[list[int], list[int]]
    labels: tuple[list[int], list[int]]

    @property
    def length(self) -> int:
        return max(len(ids) for ids in self.input_ids)


@dataclass(frozen=True)
class TokenPairs:
    pairs: list[TokenPair]
    rows_in: int
    over_long: int


def tokenize_pairs(rows: Iterable[PlacedRow], chat: ChatFormat, *, max_length: int, over_long: str) -> TokenPairs:
    """`over_long` says what happens to pairs with a side above `max_length` tokens: 'fail' or 'drop'. Replies are not
    cut: of two replies cut at one length, the better end is what would be lost."""
    placed = list(rows)
    if not placed:
        raise TrainerFailure(
            "no-rows", "There is not one pair to train on.", "Look at what the steps before this one rejected."
        )
    sides = [list(label_taught(chat, [_reply(row, chat, side) for row in placed])) for side in SIDES]
    pairs = [
        TokenPair((chosen[0], rejected[0]), (chosen[1], rejected[1])) for chosen, rejected in zip(*sides, strict=True)
    ]
    fitting = [pair for pair in pairs if pair.length <= max_length]
    over = len(pairs) - len(fitting)
    longest = max(pair.length for pair in pairs)
    if over and over_long == "fail":
        raise TrainerFailure(
            "rows-over-long",
            f"{over} of {len(pairs)} pairs exceed max_length ({max_length} tokens); the longest has {longest}.",
            f"Set max_length to {longest} if the student's context allows it, or over_long to drop.",
        )
    if not fitting:
        raise TrainerFailure(
            "no-rows",
            f"All {len(pairs)} pairs are longer than max_length ({max_length} tokens); the longest has {longest}.",
            "Raise max_length.",
        )
    return TokenPairs(fitting, rows_in=len(pairs), over_long=over)


def _reply(placed: PlacedRow, chat: ChatFormat, side: str) -> TaughtText:
    reply = reply_of(placed, side)
    if side == "rejected" and reply["content"] == placed.row.get("chosen"):
        raise placed.invalid("chosen and rejected are the same text, so there is nothing to prefer")
    try:
        taught = chat.render_taught([*asked(placed), reply])
    except ValueError as error:
        raise placed.invalid(str(error)) from error
    # What the assistant said earlier in the conversation is the same on both sides.
    return TaughtText(taught.text, taught.spans[-1:])
