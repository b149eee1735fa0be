"""Pairs of replies as one batch of tensors, and what a model gives them."""

from collections.abc import Callable, Sequence
from typing import Any

import torch

from ..data.pairs import TokenPair
from ..losses.log_probs import IGNORED, token_log_probs

Batch = dict[str, torch.Tensor]
# Scores of the chosen and of the rejected replies of a batch, one per pair.
PairScores = Callable[[Any, Batch], tuple[torch.Tensor, torch.Tensor]]


def collate_pairs(pairs: Sequence[TokenPair], pad: int) -> Batch:
    """All chosen sides, then all rejected ones, padded at the end to one length."""
    ids = [pair.input_ids[side] for side in (0, 1) for pair in pairs]
    labels = [pair.labels[side] for side in (0, 1) for pair in pairs]
    longest = max(len(row) for row in ids)
    return {
        "input_ids": torch.tensor([row + [pad] * (longest - len(row)) for row in ids]),
        "attention_mask": torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids]),
        "labels": torch.tensor([row + [IGNORED] * (longest - len(row)) for row in labels]),
    }


def summed_scores(model: Any, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """The log-probability of each reply."""
    log_probs, _ = _log_probs(model, batch)
    chosen, rejected = log_probs.sum(-1).chunk(2)
    return chosen, rejected


def mean_scores(model: Any, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """The mean log-probability of each reply's tokens."""
    log_probs, counted = _log_probs(model, batch)
    chosen, rejected = (log_probs.sum(-1) / counted.sum(-1)).chunk(2)
    return chosen, rejected


def _log_probs(model: Any, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    logits = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], use_cache=False).logits
    return token_log_probs(logits, batch["labels"])
