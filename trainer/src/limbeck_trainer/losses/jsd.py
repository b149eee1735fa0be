"""Divergences that stay bounded: generalised Jensen-Shannon, and total variation. Shapes as in kl.py."""

from torch import Tensor

from .tokens import check_share, divergence, log_distribution, log_mixture, mean_over


def generalized_jsd(
    student_logits: Tensor,
    teacher_logits: Tensor,
    mask: Tensor,
    *,
    beta: float,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """beta KL(P || M) + (1 - beta) KL(Q || M) with M = beta P + (1 - beta) Q, 0 < beta < 1. Agarwal and others 2023,
    GKD (arXiv 2306.13649, eq. 1). Divided by beta it goes to forward KL as beta goes to 0, and divided by 1 - beta to
    reverse KL as beta goes to 1."""
    check_share("beta", beta)
    log_q = log_distribution(student_logits, mask, temperature)
    log_p = log_distribution(teacher_logits, mask, temperature)
    log_m = log_mixture(log_p, log_q, beta)
    of_teacher = divergence(log_p.exp(), log_p - log_m)
    of_student = divergence(log_q.exp(), log_q - log_m)
    return mean_over(beta * of_teacher + (1 - beta) * of_student, mask, count)


def total_variation(
    student_logits: Tensor,
    teacher_logits: Tensor,
    mask: Tensor,
    *,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """Half the sum of |P - Q|, at most 1. Wen and others 2023, f-distill (arXiv 2307.15190, section 3)."""
    q = log_distribution(student_logits, mask, temperature).exp()
    p = log_distribution(teacher_logits, mask, temperature).exp()
    return mean_over((p - q).abs().sum(-1) / 2, mask, count)
