"""Group-relative policy optimisation on the online base, strictly on policy: each reply is used for one step."""

from collections.abc import Iterable, Iterator
from typing import Any

import torch

from ...data.prompts import read_prompts
from ...data.rows import PlacedRow
from ...losses.policy import group_advantages, kl_estimate, on_policy_loss
from ...protocol.failures import TrainerFailure
from ...training.online import OnlineObjective, online_trainer
from ...training.rollout import Sampling
from ...training.work import LearningRates, PreparedTrainer, TrainingWork

# DeepSeekMath (Shao et al. 2024, arXiv 2402.03300), section 4.2: 1e-6 in full training.
RATES = LearningRates(weights=1e-6, lora=1e-5, random=1e-4)
AVERAGE = {"dapo": "tokens", "grpo": "replies", "dr-grpo": "budget"}


def create_trainer(work: TrainingWork) -> PreparedTrainer:
    params = work.params
    max_length, max_new_tokens = work.max_length(), params["max_new_tokens"]
    if max_new_tokens >= max_length:
        raise TrainerFailure(
            "params-invalid",
            f"max_new_tokens is {max_new_tokens} and max_length {max_length}: no room is left for a prompt.",
            f"Set max_new_tokens well below {max_length}.",
        )
    rows = _checked(work.rows(), params["rewards"])
    room = max_length - max_new_tokens
    found = read_prompts(rows, work.student.chat, room=room, over_long=params["over_long"])
    weight, scale = params["kl_weight"], params["scale_advantages"]

    def token_losses(
        log_probs: torch.Tensor, reference: torch.Tensor | None, advantages: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, Any]]:
        losses = on_policy_loss(log_probs, advantages)
        if reference is None:
            return losses, {}
        away = kl_estimate(log_probs, reference)
        return losses + weight * away, {"kl": away.detach()}

    objective = OnlineObjective(
        sampling=Sampling(params["group_size"], params["temperature"], max_new_tokens),
        advantages=lambda rewards: group_advantages(rewards, scale=scale),
        token_losses=token_losses,
        average=AVERAGE[params["loss"]],
        reference=_reference(work),
    )
    return online_trainer(work, found, objective, RATES)


def _checked(rows: Iterable[PlacedRow], rewards: dict[str, Any]) -> Iterator[PlacedRow]:
    """What replies are held against is there, before anything is sampled."""
    gold = rewards["verifier"].get("gold", "gold")
    for placed in rows:
        value = placed.row.get(gold)
        if not isinstance(value, str | int | float) or isinstance(value, bool) or value == "":
            raise placed.invalid(f"{gold} must hold the right answer, as text or number")
        yield placed


def _reference(work: TrainingWork) -> Any | None:
    """Only where straying from it costs something: it is a second model in memory."""
    if work.params["kl_weight"] == 0:
        if work.has("reference"):
            raise TrainerFailure(
                "params-invalid",
                "A reference is named, and with kl_weight 0 nothing looks at it.",
                "Give kl_weight (0.04 in DeepSeekMath), or take the reference out.",
            )
        return None
    role = "reference" if work.has("reference") else "student"
    reference = work.load(role)
    if reference.tokenizer.get_vocab() != work.student.tokenizer.get_vocab():
        raise TrainerFailure(
            "tokenizers-differ",
            "The reference has another vocabulary than the student, so its log-probabilities are of other tokens.",
            "Name a reference with the student's tokenizer, or leave it out: then it is the student as it starts.",
        )
    return reference.model
