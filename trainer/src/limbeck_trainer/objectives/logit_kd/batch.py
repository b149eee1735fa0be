"""Rows as one padded batch, with what a cached teacher said of each token that is taught, in the batch's own order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ...data.logit_block import LogitBlock
from ...data.over_long import IGNORED

Batch = dict[str, Any]


@dataclass(frozen=True)
class TaughtRow:
    input_ids: list[int]
    labels: list[int]
    # Of the teacher's values, where there are some.
    digest: str | None = None


def taught_tokens(labels: torch.Tensor) -> torch.Tensor:
    """True where position t predicts a token that is taught, the one at t + 1; [rows, length - 1]."""
    return labels[:, 1:] != IGNORED


def collate(rows: Sequence[TaughtRow], padding: int, read: Callable[[str], LogitBlock] | None) -> Batch:
    longest = max(len(row.input_ids) for row in rows)

    def padded(values: list[list[int]], filler: int) -> torch.Tensor:
        return torch.tensor([line + [filler] * (longest - len(line)) for line in values])

    batch = {
        "input_ids": padded([row.input_ids for row in rows], padding),
        "attention_mask": padded([[1] * len(row.input_ids) for row in rows], 0),
        "labels": padded([row.labels for row in rows], IGNORED),
    }
    if read is None:
        return batch
    cut = [_first(read(row.digest or ""), sum(label != IGNORED for label in row.labels)) for row in rows]
    widest = max(block.ids.shape[1] for block in cut)
    wide = [_widened(block, widest) for block in cut]
    return {
        **batch,
        "teacher_ids": torch.from_numpy(np.concatenate([ids for ids, _ in wide]).astype(np.int64)),
        "teacher_logprobs": torch.from_numpy(np.concatenate([logprobs for _, logprobs in wide])),
        "teacher_tail": torch.from_numpy(np.concatenate([block.tail for block in cut])),
    }


def _first(block: LogitBlock, positions: int) -> LogitBlock:
    """A row that was cut at the end has fewer tokens than values."""
    return LogitBlock(
        block.ids[:positions],
        block.logprobs[:positions],
        block.tail[:positions],
        block.own[:positions],
        block.vocabulary,
        block.temperature,
        block.tokenizer,
    )


def _widened(block: LogitBlock, k: int) -> tuple[Any, Any]:
    """To k columns: a token that is known already, again, without mass."""
    more = k - block.ids.shape[1]
    if not more:
        return block.ids, block.logprobs
    again = np.repeat(block.ids[:, :1], more, axis=1)
    nothing = np.full((block.positions, more), -np.inf, np.float32)
    return np.concatenate([block.ids, again], 1), np.concatenate([block.logprobs, nothing], 1)
