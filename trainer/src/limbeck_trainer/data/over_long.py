"""What becomes of rows that have more tokens than a row may have. None goes in silence: they are counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..protocol.failures import TrainerFailure

IGNORED = -100


@dataclass(frozen=True)
class WithinLength:
    """Rows that are left, each by its place among all, with its ids and labels, perhaps cut."""

    places: list[int]
    input_ids: list[list[int]]
    labels: list[list[int]]
    over_long: int
    rows_in: int


def keep_within(rows: Iterable[tuple[list[int], list[int]]], max_length: int, over_long: str) -> WithinLength:
    """`over_long`: 'fail', 'drop' or 'truncate' (at the end). Raises `no-rows`, `rows-over-long`."""
    places: list[int] = []
    input_ids: list[list[int]] = []
    labels_kept: list[list[int]] = []
    over = longest = total = 0
    for place, (ids, labels) in enumerate(rows):
        total += 1
        if len(ids) > max_length:
            over += 1
            longest = max(longest, len(ids))
            if over_long == "drop":
                continue
            ids, labels = ids[:max_length], labels[:max_length]
            if all(label == IGNORED for label in labels):
                continue  # nothing of the reply is left; counted
        places.append(place)
        input_ids.append(ids)
        labels_kept.append(labels)
    if not total:
        raise TrainerFailure(
            "no-rows", "There is not one row to train on.", "Look at what the steps before this one rejected."
        )
    if over and over_long == "fail":
        raise TrainerFailure(
            "rows-over-long",
            f"{over} of {total} rows exceed max_length ({max_length} tokens); the longest has {longest}.",
            f"Set max_length to {longest} if the student's context allows it, or over_long to drop or truncate.",
        )
    if not places:
        raise TrainerFailure(
            "no-rows",
            f"All {total} rows are longer than max_length ({max_length} tokens); the longest has {longest}.",
            "Raise max_length.",
        )
    return WithinLength(places, input_ids, labels_kept, over, total)
