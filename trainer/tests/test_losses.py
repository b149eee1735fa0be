"""Losses against NumPy, in double precision, position by position from the definitions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from limbeck_trainer.losses.jsd import generalized_jsd, total_variation
from limbeck_trainer.losses.kl import forward_kl, reverse_kl
from limbeck_trainer.losses.skew import skew_kl, skew_reverse_kl
from limbeck_trainer.losses.top_k import top_k_forward_kl

Array = Any
SHAPE, VOCABULARY, TEMPERATURE = (3, 4), 11, 1.7


def draw(seed: int, scale: float = 3.0) -> Array:
    return np.random.default_rng(seed).normal(0, scale, (*SHAPE, VOCABULARY))


MASK = np.array([[1, 1, 0, 1], [0, 0, 0, 0], [1, 0, 1, 1]], bool)


def softmax(logits: Array, temperature: float) -> Array:
    powers = np.exp((logits - logits.max()) / temperature)
    return powers / powers.sum()


def kl(a: Array, b: Array) -> float:
    return float(sum(x * (np.log(x) - np.log(y)) for x, y in zip(a, b, strict=True) if x > 0))


DEFINITIONS: dict[str, tuple[Callable, dict[str, float], Callable[[Array, Array], float]]] = {
    "forward-kl": (forward_kl, {}, lambda p, q: kl(p, q)),
    "reverse-kl": (reverse_kl, {}, lambda p, q: kl(q, p)),
    "jsd": (
        generalized_jsd,
        {"beta": 0.3},
        lambda p, q: 0.3 * kl(p, 0.3 * p + 0.7 * q) + 0.7 * kl(q, 0.3 * p + 0.7 * q),
    ),
    "total-variation": (total_variation, {}, lambda p, q: float(np.abs(p - q).sum() / 2)),
    "skew-kl": (skew_kl, {"alpha": 0.1}, lambda p, q: kl(p, 0.1 * p + 0.9 * q)),
    "skew-reverse-kl": (skew_reverse_kl, {"alpha": 0.1}, lambda p, q: kl(q, 0.9 * p + 0.1 * q)),
}
every_loss = pytest.mark.parametrize("name", list(DEFINITIONS))


def reference(name: str, student: Array, teacher: Array, mask: Array) -> float:
    _, _, of_one = DEFINITIONS[name]
    values = [
        of_one(softmax(teacher[at], TEMPERATURE), softmax(student[at], TEMPERATURE))
        for at in np.ndindex(*mask.shape)
        if mask[at]
    ]
    return sum(values) / len(values)


def computed(name: str, student: Array, teacher: Array, mask: Array, **more: Any) -> tuple[float, Array]:
    """The loss and its gradient in the student's logits."""
    function, extra, _ = DEFINITIONS[name]
    logits = torch.tensor(student, requires_grad=True)
    loss = function(logits, torch.tensor(teacher), torch.tensor(mask), temperature=TEMPERATURE, **extra, **more)
    loss.backward()
    assert logits.grad is not None
    return float(loss.detach()), logits.grad.numpy()


@every_loss
def test_a_loss_is_its_definition_averaged_over_the_positions_that_count(name: str) -> None:
    loss, _ = computed(name, draw(1), draw(2), MASK)
    assert loss == pytest.approx(reference(name, draw(1), draw(2), MASK), rel=1e-10)


@every_loss
def test_its_gradient_is_that_of_the_definition(name: str) -> None:
    _, gradient = computed(name, draw(1), draw(2), MASK)
    for place in [(0, 0, 3), (2, 3, 10), (0, 2, 1)]:
        up, down = draw(1), draw(1)
        up[place] += 1e-5
        down[place] -= 1e-5
        slope = (reference(name, up, draw(2), MASK) - reference(name, down, draw(2), MASK)) / 2e-5
        assert gradient[place] == pytest.approx(slope, abs=1e-8)


@every_loss
def test_it_is_never_below_zero_and_zero_where_the_two_agree(name: str) -> None:
    for seed in range(20):
        assert computed(name, draw(seed), draw(seed + 50, 8.0), MASK)[0] > 0
    loss, gradient = computed(name, draw(3) + 5.0, draw(3), MASK)  # a constant changes no distribution
    assert loss == pytest.approx(0, abs=1e-12)
    if name != "total-variation":  # it has a kink there
        assert np.abs(gradient).max() < 1e-8


@every_loss
def test_positions_that_do_not_count_may_hold_anything(name: str) -> None:
    student, teacher = draw(1), draw(2)
    student[1], teacher[1] = np.nan, np.inf
    student[0, 2], teacher[0, 2] = -np.inf, np.nan
    loss, gradient = computed(name, student, teacher, MASK)
    assert loss == pytest.approx(reference(name, draw(1), draw(2), MASK), rel=1e-10)
    assert np.isfinite(gradient).all()
    assert not gradient[~MASK].any()


@every_loss
def test_columns_without_mass_on_either_side_change_nothing(name: str) -> None:
    padding = np.full((*SHAPE, 5), -np.inf)
    padded = [np.concatenate([draw(seed), padding], -1) for seed in (1, 2)]
    loss, gradient = computed(name, padded[0], padded[1], MASK)
    plain_loss, plain_gradient = computed(name, draw(1), draw(2), MASK)
    assert loss == pytest.approx(plain_loss, rel=1e-12)
    assert gradient[..., :VOCABULARY] == pytest.approx(plain_gradient, rel=1e-9, abs=1e-15)
    assert not gradient[..., VOCABULARY:].any()


@every_loss
def test_a_count_of_the_whole_step_makes_parts_add_up(name: str) -> None:
    whole, _ = computed(name, draw(1), draw(2), MASK)
    parts = [computed(name, draw(1)[i : i + 1], draw(2)[i : i + 1], MASK[i : i + 1], count=6.0)[0] for i in range(3)]
    assert MASK.sum() == 6
    assert sum(parts) == pytest.approx(whole, rel=1e-12)


def test_nothing_that_counts_is_a_loss_of_zero() -> None:
    for name in DEFINITIONS:
        assert computed(name, draw(1), draw(2), np.zeros(SHAPE, bool))[0] == 0


def test_reverse_kl_is_infinite_where_the_student_is_and_the_teacher_cannot_be() -> None:
    teacher = draw(2)
    teacher[0, 0, 0] = -np.inf
    assert computed("reverse-kl", draw(1), teacher, MASK)[0] == np.inf
    for bounded in ("jsd", "total-variation", "skew-kl", "skew-reverse-kl", "forward-kl"):
        assert np.isfinite(computed(bounded, draw(1), teacher, MASK)[0])


def test_jensen_shannon_over_its_share_goes_to_the_two_kls() -> None:
    student, teacher, mask = torch.tensor(draw(1)), torch.tensor(draw(2)), torch.tensor(MASK)
    near_zero = generalized_jsd(student, teacher, mask, beta=1e-7) / 1e-7
    assert float(near_zero) == pytest.approx(float(forward_kl(student, teacher, mask)), rel=1e-3)
    near_one = generalized_jsd(student, teacher, mask, beta=1 - 1e-7) / 1e-7
    assert float(near_one) == pytest.approx(float(reverse_kl(student, teacher, mask)), rel=1e-3)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 1.5])
def test_a_share_outside_of_zero_to_one_is_refused(share: float) -> None:
    tensors = (torch.tensor(draw(1)), torch.tensor(draw(2)), torch.tensor(MASK))
    with pytest.raises(ValueError, match="between 0 and 1"):
        generalized_jsd(*tensors, beta=share)
    with pytest.raises(ValueError, match="between 0 and 1"):
        skew_kl(*tensors, alpha=share)


def known_of(teacher: Array, k: int) -> tuple[Array, Array, Array]:
    """The k most likely ids of each position, their log-probabilities, and the mass of the others."""
    ids = np.argsort(-teacher, axis=-1, kind="stable")[..., :k]
    logprobs, tail = np.empty((*SHAPE, k)), np.empty(SHAPE)
    for at in np.ndindex(*SHAPE):
        p = softmax(teacher[at], TEMPERATURE)
        logprobs[at] = np.log(p[ids[at]])
        tail[at] = sum(p[token] for token in range(VOCABULARY) if token not in ids[at])
    return ids, logprobs, tail


def sparse(student: Array, teacher: Array, k: int, **more: Any) -> tuple[float, Array]:
    logits = torch.tensor(student, requires_grad=True)
    ids, logprobs, tail = (torch.tensor(part) for part in known_of(teacher, k))
    loss = top_k_forward_kl(logits, ids, logprobs, tail, torch.tensor(MASK), temperature=TEMPERATURE, **more)
    loss.backward()
    assert logits.grad is not None
    return float(loss.detach()), logits.grad.numpy()


@pytest.mark.parametrize("k", [1, 3, 10])
def test_top_k_is_the_kl_of_distributions_over_k_tokens_and_one_cell_for_the_rest(k: int) -> None:
    student, teacher = draw(1), draw(2)
    ids = known_of(teacher, k)[0]
    values = []
    for at in zip(*np.nonzero(MASK), strict=True):
        cells = []
        for logits in (teacher[at], student[at]):
            p = softmax(logits, TEMPERATURE)
            cells.append(np.array([*p[ids[at]], sum(p[i] for i in range(VOCABULARY) if i not in ids[at])]))
        values.append(kl(*cells))
    assert sparse(student, teacher, k)[0] == pytest.approx(sum(values) / len(values), rel=1e-9)


def test_top_k_with_the_whole_vocabulary_is_the_full_kl_and_its_gradient() -> None:
    full_loss, full_gradient = computed("forward-kl", draw(1), draw(2), MASK)
    loss, gradient = sparse(draw(1), draw(2), VOCABULARY)
    assert loss == pytest.approx(full_loss, rel=1e-12)
    assert gradient == pytest.approx(full_gradient, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("k", [1, 2, 5])
def test_top_k_is_never_below_zero_nor_above_the_full_kl(k: int) -> None:
    for seed in range(30):
        loss, gradient = sparse(draw(seed, 6.0), draw(seed + 50), k)
        assert 0 <= loss <= computed("forward-kl", draw(seed, 6.0), draw(seed + 50), MASK)[0]
        assert np.isfinite(gradient).all()


def test_top_k_is_zero_at_the_teacher_and_pulls_a_student_that_hides_in_the_known_tokens_back() -> None:
    loss, gradient = sparse(draw(2), draw(2), 3)
    assert loss == pytest.approx(0, abs=1e-12)
    assert np.abs(gradient).max() < 1e-9
    ids = known_of(draw(2), 3)[0]
    crowded = draw(2)
    np.put_along_axis(crowded, ids, np.take_along_axis(crowded, ids, -1) + 4.0, -1)
    loss, gradient = sparse(crowded, draw(2), 3)
    assert loss > 0.01
    rest = np.setdiff1d(np.arange(VOCABULARY), ids[0, 0])
    assert (gradient[0, 0][rest] < 0).all()  # stepping against the gradient raises what was given up


def test_top_k_takes_known_tokens_without_mass_and_padding_that_does_not_count() -> None:
    teacher = draw(2)
    teacher[..., 7] = -np.inf
    full_loss, _ = computed("forward-kl", draw(1), teacher, MASK)
    with np.errstate(divide="ignore"):
        loss, gradient = sparse(draw(1), teacher, VOCABULARY)
    assert loss == pytest.approx(full_loss, rel=1e-12)
    assert np.isfinite(gradient).all()
    ids, logprobs, tail = (torch.tensor(part) for part in known_of(draw(2), 3))
    ids[1], logprobs[1], tail[1] = 0, float("nan"), float("nan")
    logits = torch.tensor(draw(1), requires_grad=True)
    padded = top_k_forward_kl(logits, ids, logprobs, tail, torch.tensor(MASK), temperature=TEMPERATURE)
    padded.backward()
    assert float(padded.detach()) == pytest.approx(sparse(draw(1), draw(2), 3)[0], rel=1e-12)
    assert logits.grad is not None and bool(torch.isfinite(logits.grad).all())


@every_loss
def test_half_precision_logits_are_compared_in_single_precision(name: str) -> None:
    function, extra, _ = DEFINITIONS[name]
    student, teacher = (torch.tensor(draw(seed)).bfloat16() for seed in (1, 2))
    loss = function(student, teacher, torch.tensor(MASK), temperature=TEMPERATURE, **extra)
    wanted = reference(name, student.double().numpy(), teacher.double().numpy(), MASK)
    assert loss.dtype == torch.float32
    assert float(loss) == pytest.approx(wanted, rel=1e-5)
