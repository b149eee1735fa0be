"""The losses against NumPy, from their equations, and log-probabilities against softmax written out."""

import numpy as np
import pytest
import torch

from limbeck_trainer.losses.log_probs import IGNORED, token_log_probs
from limbeck_trainer.losses.preference import PAIR_LOSSES

CHOSEN = np.array([0.0, 2.0, -1.5, 0.3, -40.0, 60.0])
REJECTED = np.array([0.0, -1.0, 0.5, 0.3, 40.0, -60.0])


def sigmoid(value: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-value))


def by_equation(loss: str, beta: float, smoothing: float) -> np.ndarray:
    """In double precision and without the tricks that keep logarithms finite."""
    margin = beta * (CHOSEN - REJECTED)
    if loss == "ipo":
        return (CHOSEN - REJECTED - 1 / (2 * beta)) ** 2
    if loss == "hinge":
        return np.maximum(0, 1 - margin)
    kept, flipped = -np.log(sigmoid(margin)), -np.log(sigmoid(-margin))
    if loss == "sigmoid":
        return (1 - smoothing) * kept + smoothing * flipped
    return ((1 - smoothing) * kept - smoothing * flipped) / (1 - 2 * smoothing)


@pytest.mark.parametrize("loss", PAIR_LOSSES)
@pytest.mark.parametrize(("beta", "smoothing"), [(0.1, 0.0), (0.5, 0.2), (0.01, 0.4)])
def test_a_pair_loss_is_its_equation(loss: str, beta: float, smoothing: float) -> None:
    made = PAIR_LOSSES[loss](torch.tensor(CHOSEN), torch.tensor(REJECTED), beta, smoothing)
    np.testing.assert_allclose(made.numpy(), by_equation(loss, beta, smoothing), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("loss", PAIR_LOSSES)
def test_a_pair_loss_stays_finite_where_exponentials_do_not(loss: str) -> None:
    far = torch.tensor([1e4, -1e4], requires_grad=True)
    made = PAIR_LOSSES[loss](far, -far, 1.0, 0.1)
    made.sum().backward()
    assert torch.isfinite(made).all()
    assert far.grad is not None
    assert torch.isfinite(far.grad).all()


def test_known_values_at_equal_scores() -> None:
    """log 2 for DPO (Rafailov et al., at its start), (1 / 2 beta)^2 for IPO, 1 for the hinge."""
    zero = torch.zeros(1, dtype=torch.float64)
    at_start = {name: float(loss(zero, zero, 0.1, 0.0)) for name, loss in PAIR_LOSSES.items()}
    assert at_start == pytest.approx({"sigmoid": np.log(2), "robust": np.log(2), "ipo": 25.0, "hinge": 1.0})


def test_log_probs_of_tokens_are_softmax_seen_from_the_position_before() -> None:
    random = np.random.default_rng(5)
    logits = random.normal(size=(2, 5, 7)) * 3
    labels = np.array([[IGNORED, IGNORED, 4, 6, 0], [IGNORED, 2, 2, IGNORED, IGNORED]])
    made, counted = token_log_probs(torch.tensor(logits, dtype=torch.float32), torch.tensor(labels))
    assert made.shape == counted.shape == (2, 4)
    for row in range(2):
        for place in range(1, 5):
            label = labels[row, place]
            chances = np.exp(logits[row, place - 1]) / np.exp(logits[row, place - 1]).sum()
            expected = 0.0 if label == IGNORED else np.log(chances[label])
            assert float(made[row, place - 1]) == pytest.approx(expected, abs=1e-5)
            assert bool(counted[row, place - 1]) == (label != IGNORED)
