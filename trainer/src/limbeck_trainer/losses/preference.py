"""Losses over pairs of replies. Every function takes, per pair, by how much the policy's log-probability of the chosen
and of the rejected reply is above the reference's, and gives a loss per pair."""

from collections.abc import Callable

import torch
from torch.nn.functional import logsigmoid

PairLoss = Callable[[torch.Tensor, torch.Tensor, float, float], torch.Tensor]


def sigmoid_loss(chosen: torch.Tensor, rejected: torch.Tensor, beta: float, label_smoothing: float) -> torch.Tensor:
    """DPO: Rafailov et al. 2023 (arXiv 2305.18290), equation 7. `label_smoothing` is the share of pairs taken to be the
    wrong way round: the conservative form of Mitchell 2023 (ericmitchell.ai/cdpo.pdf)."""
    margin = beta * (chosen - rejected)
    return -(1 - label_smoothing) * logsigmoid(margin) - label_smoothing * logsigmoid(-margin)


def robust_loss(chosen: torch.Tensor, rejected: torch.Tensor, beta: float, label_smoothing: float) -> torch.Tensor:
    """Unbiased when `label_smoothing` is the true share of flipped pairs: Chowdhury et al. 2024 (arXiv 2403.00409),
    equation 11. Can be negative."""
    margin = beta * (chosen - rejected)
    kept, flipped = -logsigmoid(margin), -logsigmoid(-margin)
    return ((1 - label_smoothing) * kept - label_smoothing * flipped) / (1 - 2 * label_smoothing)


def ipo_loss(chosen: torch.Tensor, rejected: torch.Tensor, beta: float, _: float) -> torch.Tensor:
    """IPO: Azar et al. 2023 (arXiv 2310.12036), equation 17, with `beta` for their tau: the margin is drawn to
    1 / (2 beta) and not beyond, so pairs that everyone agrees on do not run away."""
    return (chosen - rejected - 1 / (2 * beta)) ** 2


def hinge_loss(chosen: torch.Tensor, rejected: torch.Tensor, beta: float, _: float) -> torch.Tensor:
    """SLiC's hinge over the policy's advantage: Zhao et al. 2023 (arXiv 2305.10425), as normalised by Liu et al. 2023
    (RSO, arXiv 2309.06657), equation 10. Nothing more is learnt from a pair once its margin is 1 / beta."""
    return torch.relu(1 - beta * (chosen - rejected))


PAIR_LOSSES: dict[str, PairLoss] = {
    "sigmoid": sigmoid_loss,
    "robust": robust_loss,
    "ipo": ipo_loss,
    "hinge": hinge_loss,
}
