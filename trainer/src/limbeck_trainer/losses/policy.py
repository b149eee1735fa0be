"""Policy gradients over replies the student sampled itself: how good each reply was beside its siblings, and the loss
of each of its tokens."""

import torch

EPSILON = 1e-4


def group_advantages(rewards: torch.Tensor, *, scale: bool) -> torch.Tensor:
    """`rewards` [prompts, replies of each]. By how much a reply is above the mean of its group, in the group's standard
    deviations: Shao et al. 2024 (DeepSeekMath, arXiv 2402.03300), section 4.1.2. Without `scale` the difference alone:
    Liu et al. 2025 (Dr. GRPO, arXiv 2503.20783), as dividing favours prompts that are nearly solved or nearly hopeless.
    A group whose replies are all alike teaches nothing."""
    above = rewards - rewards.mean(-1, keepdim=True)
    return above / (rewards.std(-1, keepdim=True) + EPSILON) if scale else above


def on_policy_loss(log_probs: torch.Tensor, advantages: torch.Tensor) -> torch.Tensor:
    """Per token, minus the advantage times how much likelier the token is than when it was sampled. Each reply is used
    for one step, so that ratio is 1 and only its gradient counts: DeepSeekMath, equation 21, where clipping never
    sets in."""
    ratio = (log_probs - log_probs.detach()).exp()
    return -advantages * ratio


def kl_estimate(log_probs: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
    """Per sampled token, an unbiased and never negative estimate of how far the policy is from the reference: Schulman
    2020 (joschu.net/blog/kl-approx.html), DeepSeekMath, equation 4."""
    behind = reference - log_probs
    return behind.exp() - behind - 1
