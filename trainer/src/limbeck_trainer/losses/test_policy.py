"""Advantages and token losses against NumPy, from their equations, and the gradient against the policy gradient."""

import numpy as np
import pytest
import torch

from limbeck_trainer.losses.policy import group_advantages, kl_estimate, on_policy_loss

REWARDS = np.array([[1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0], [0.2, 0.9, 0.4, 0.4]])


@pytest.mark.parametrize("scale", [True, False])
def test_advantages_are_relative_to_the_group(scale: bool) -> None:
    made = group_advantages(torch.tensor(REWARDS), scale=scale).numpy()
    for row, group in zip(made, REWARDS, strict=True):
        mean = sum(group) / len(group)
        deviation = (sum((reward - mean) ** 2 for reward in group) / (len(group) - 1)) ** 0.5
        np.testing.assert_allclose(row, [(r - mean) / ((deviation + 1e-4) if scale else 1) for r in group], rtol=1e-9)
    assert (made[1] == 0).all()


def test_the_gradient_is_the_policy_gradient() -> None:
    log_probs = torch.tensor([[-1.0, -0.3], [-2.0, -5.0]], dtype=torch.float64, requires_grad=True)
    advantages = torch.tensor([[0.7], [-1.2]], dtype=torch.float64)
    losses = on_policy_loss(log_probs, advantages)
    np.testing.assert_allclose(losses.detach().numpy(), [[-0.7, -0.7], [1.2, 1.2]])
    losses.sum().backward()
    assert log_probs.grad is not None
    np.testing.assert_allclose(log_probs.grad.numpy(), [[-0.7, -0.7], [1.2, 1.2]])


def test_the_estimate_of_kl_is_never_negative_and_right_on_average() -> None:
    policy, reference = np.array([0.7, 0.2, 0.1]), np.array([0.3, 0.3, 0.4])
    each = kl_estimate(torch.tensor(np.log(policy)), torch.tensor(np.log(reference))).numpy()
    assert (each >= 0).all()
    # Summed over what the policy would sample.
    assert float((policy * each).sum()) == pytest.approx(float((policy * np.log(policy / reference)).sum()))
    assert float(kl_estimate(torch.zeros(1), torch.zeros(1))) == 0
