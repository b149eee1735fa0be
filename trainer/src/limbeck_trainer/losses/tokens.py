"""What losses over tokens share. Shapes: logits [..., V], masks and values [...]. A mask is true where a position
counts; what stands elsewhere may be anything, even NaN, and never reaches a loss or a gradient."""

import torch
from torch import Tensor


def precise(values: Tensor) -> Tensor:
    """In fp32 at least: half precision has too few digits for differences of logarithms."""
    return values if values.dtype == torch.float64 else values.float()


def log_distribution(logits: Tensor, mask: Tensor, temperature: float) -> Tensor:
    """log softmax(logits / temperature) in fp32 at least, [..., V]; uniform where the mask is false. Masked before
    the softmax: afterwards is too late, the gradient of what is not a number is not a number whatever it is
    multiplied with."""
    kept = torch.where(mask.unsqueeze(-1), precise(logits), 0.0)
    return (kept / temperature).log_softmax(-1)


def divergence(weights: Tensor, log_ratio: Tensor) -> Tensor:
    """Sum over the vocabulary of weights * log_ratio, [...], with 0 * log 0 = 0."""
    return (weights * torch.where(weights > 0, log_ratio, 0.0)).sum(-1)


def log_mixture(log_a: Tensor, log_b: Tensor, share_of_a: float) -> Tensor:
    """log(share_of_a * a + (1 - share_of_a) * b), share_of_a in (0, 1). Where neither has mass it is 0, a value that
    `divergence` never looks at: the gradient of log(0 + 0) would not be a number."""
    both_empty = log_a.isneginf() & log_b.isneginf()
    share = torch.tensor(share_of_a, dtype=log_a.dtype, device=log_a.device)
    a = torch.where(both_empty, 0.0, log_a)
    b = torch.where(both_empty, 0.0, log_b)
    return torch.logaddexp(a + share.log(), b + torch.log1p(-share))


def mean_over(values: Tensor, mask: Tensor, count: Tensor | float | None = None) -> Tensor:
    """Sum of the values that count, over `count`: all that count in the whole optimizer step, so that cutting a step
    into smaller batches does not change it. Default: those of the mask. A scalar; 0 when nothing counts."""
    total = torch.where(mask, values, 0.0).sum()
    if count is None:
        count = mask.sum().clamp(min=1)
    return total / count


def check_share(name: str, value: float) -> None:
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie between 0 and 1, and {value} does not")
