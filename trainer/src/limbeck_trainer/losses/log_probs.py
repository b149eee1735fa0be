"""Log-probabilities of given tokens."""

import torch

IGNORED = -100


def token_log_probs(logits: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """`logits` [rows, length, vocabulary], `labels` [rows, length] with IGNORED where nothing is asked for. What the
    model gives each label, seen from the position before it, and which of them count; both [rows, length - 1]. Where
    none is asked for the log-probability is 0."""
    targets = labels[:, 1:]
    counted = targets.ne(IGNORED)
    # In fp32 whatever the model computes in: differences of sums over long replies are what is learnt from.
    scores = logits[:, :-1].float()
    chosen = scores.gather(-1, targets.clamp(min=0).unsqueeze(-1)).squeeze(-1) - scores.logsumexp(-1)
    return chosen.masked_fill(~counted, 0.0), counted
