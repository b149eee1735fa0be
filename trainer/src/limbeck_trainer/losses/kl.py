"""Kullback-Leibler divergence between the next-token distributions of a teacher P and a student Q.

Shapes: logits [..., V], mask [...] (true where a position counts); a scalar comes out, the mean over positions.
Temperature divides both sides' logits (Hinton, Vinyals, Dean 2015, arXiv 1503.02531, eq. 1). Nothing here is
multiplied by its square: who mixes this with another loss does that (ib., section 2: gradients of softened targets
scale as 1/T^2)."""

from torch import Tensor

from .tokens import divergence, log_distribution, mean_over


def forward_kl(
    student_logits: Tensor,
    teacher_logits: Tensor,
    mask: Tensor,
    *,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """KL(P || Q) = sum P log(P / Q): Q must cover all that P does. Word-level distillation of Kim and Rush 2016
    (arXiv 1606.07947, section 3.1), up to the entropy of P, which has no gradient in Q."""
    log_q = log_distribution(student_logits, mask, temperature)
    log_p = log_distribution(teacher_logits, mask, temperature)
    return mean_over(divergence(log_p.exp(), log_p - log_q), mask, count)


def reverse_kl(
    student_logits: Tensor,
    teacher_logits: Tensor,
    mask: Tensor,
    *,
    temperature: float = 1.0,
    count: Tensor | float | None = None,
) -> Tensor:
    """KL(Q || P) = sum Q log(Q / P): Q may leave out what P does, and must not put mass where P has none. Gu and
    others 2023, MiniLLM (arXiv 2306.08543, eq. 1), here token by token on given text."""
    log_q = log_distribution(student_logits, mask, temperature)
    log_p = log_distribution(teacher_logits, mask, temperature)
    return mean_over(divergence(log_q.exp(), log_q - log_p), mask, count)
