"""Forward KL to a teacher of whom only the k most likely tokens of each position are known.

A sum over those k alone is no divergence: it falls below 0 when the student puts more mass on them than the teacher
does, and pushes it to do so. Here everything else is one further cell on both sides, which by the log-sum inequality
gives a lower bound of the full KL that is never negative, and the full KL itself when k is the vocabulary. Only this
direction: the other way round, a student does best by leaving the tokens that are known for the cell that is not."""

import torch
from torch import Tensor

from .tokens import divergence, log_distribution, mean_over, precise


def top_k_forward_kl(
    student_logits: Tensor,
    ids: Tensor,
    logprobs: Tensor,
    tail: Tensor,
    mask: Tensor,
    *,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """Student logits [..., V]; of the teacher: ids [..., k], different in each position, their log-probabilities
    [..., k] and the mass of all other tokens, tail [...]; mask [...]. The teacher's are taken as they are, so they
    must have been softened with this very temperature. A scalar, the mean over positions."""
    log_q = log_distribution(student_logits, mask, temperature)
    ids = torch.where(mask.unsqueeze(-1), ids, torch.arange(ids.shape[-1], device=ids.device))
    log_p = torch.where(mask.unsqueeze(-1), precise(logprobs), 0.0)
    known = divergence(log_p.exp(), log_p - log_q.gather(-1, ids))
    tail = torch.where(mask, precise(tail), 0.0)
    log_ratio = tail.clamp(min=torch.finfo(tail.dtype).tiny).log() - _log_rest(log_q, ids, tail)
    return mean_over(known + torch.where(tail > 0, tail * log_ratio, 0.0), mask, count)


def _log_rest(log_q: Tensor, ids: Tensor, tail: Tensor) -> Tensor:
    """log of the student's mass outside of `ids`, [...]. Summed, not one less the known mass, which would round away
    what is left; any finite value where the teacher has no tail and it is not looked at."""
    rest = log_q.scatter(-1, ids, float("-inf"))
    return torch.where(tail.unsqueeze(-1) > 0, rest, 0.0).logsumexp(-1)
