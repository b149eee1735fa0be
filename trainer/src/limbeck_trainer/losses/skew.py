"""Skewed KL divergences: one side is mixed into the other, so that no ratio of probabilities runs away. Ko and others
2024, DistiLLM (arXiv 2402.03898, section 3.1; alpha is 0.1 there). Shapes as in kl.py."""

from torch import Tensor

from .tokens import check_share, divergence, log_distribution, log_mixture, mean_over


def skew_kl(
    student_logits: Tensor,
    teacher_logits: Tensor,
    mask: Tensor,
    *,
    alpha: float,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """KL(P || alpha P + (1 - alpha) Q), 0 < alpha < 1; never above -log(alpha)."""
    check_share("alpha", alpha)
    log_q = log_distribution(student_logits, mask, temperature)
    log_p = log_distribution(teacher_logits, mask, temperature)
    return mean_over(divergence(log_p.exp(), log_p - log_mixture(log_p, log_q, alpha)), mask, count)


def skew_reverse_kl(
    student_logits: Tensor,
    teacher_logits: Tensor,
    mask: Tensor,
    *,
    alpha: float,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """KL(Q || alpha Q + (1 - alpha) P), 0 < alpha < 1; never above -log(alpha)."""
    check_share("alpha", alpha)
    log_q = log_distribution(student_logits, mask, temperature)
    log_p = log_distribution(teacher_logits, mask, temperature)
    return mean_over(divergence(log_q.exp(), log_q - log_mixture(log_q, log_p, alpha)), mask, count)
