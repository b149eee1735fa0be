"""The base of objectives that learn from replies the student samples while it is trained. For every optimizer step it
samples replies to the step's prompts with the weights of that moment, asks the worker what they are worth, and hands
them over as batches. All of a step's replies are sampled and asked about before its first batch, so accumulation does
not change what is learnt, and a question's number is the step's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import torch
from torch.utils.data import Dataset, Sampler
from transformers import Trainer, TrainingArguments

from ..data.prompts import Prompt, Prompts
from ..losses.log_probs import token_log_probs
from ..protocol.failures import TrainerFailure
from .durable_trainer import DurableTrainer
from .prompt_order import PromptOrder
from .rollout import Batch, Rollout, Sampling, ask_rewards, collate_replies, roll_out
from .work import LearningRates, PreparedTrainer, TrainingWork


@dataclass(frozen=True)
class OnlineObjective:
    sampling: Sampling
    # From the rewards [prompts, replies of each]: how good each reply was.
    advantages: Callable[[torch.Tensor], torch.Tensor]
    # Per token, from the student's log-probabilities, a reference's (None without one) and the advantages [replies, 1].
    token_losses: Callable[[torch.Tensor, torch.Tensor | None, torch.Tensor], tuple[torch.Tensor, dict[str, Any]]]
    # Over what token losses are averaged: all tokens of a step, each reply for itself, or the longest reply allowed.
    average: str
    reference: Any | None = None


class _Places(Dataset[int]):
    def __init__(self, prompts: int) -> None:
        self._prompts = prompts

    def __len__(self) -> int:
        return self._prompts

    def __getitem__(self, index: int) -> int:
        return index


class OnlineTrainer(DurableTrainer, Trainer):
    engine = "online"
    # Losses are divided by the replies or tokens of the whole optimizer step, not by the number of batches.
    loss_is_scaled_for_ga = True

    _work: TrainingWork
    _prompts: Sequence[Prompt]
    _objective: OnlineObjective
    _order: PromptOrder
    _metrics_of_step: dict[str, float]
    _measured: dict[str, list[float]]
    _step_replies: int
    _step_tokens: int

    def train_order(self) -> Sampler[int]:
        return self._order

    def floating_point_ops(self, inputs: dict[str, Any]) -> int:
        return 0  # nobody reads the estimate

    def step_metrics(self) -> dict[str, float]:
        measured = {name: sum(values) / self._step_tokens for name, values in self._measured.items()}
        self._measured = {}
        return {**self._metrics_of_step, **measured}

    def get_batch_samples(
        self, epoch_iterator: Iterator[Batch], num_batches: int, device: torch.device
    ) -> tuple[list[Batch], int]:
        places = [batch["places"].tolist() for batch in islice(epoch_iterator, num_batches)]
        try:
            return self._experience(places, device), self._step_replies
        except TrainerFailure as failure:
            if failure.code == "trainer-stopped":
                self._save_before_stop()
            raise

    def _save_before_stop(self) -> None:
        """Between two steps all is as a checkpoint wants it, unless this very step is where the job began."""
        step = self.state.global_step
        if all(checkpoint.step < step for checkpoint in self._run.store.list()) and step > 0:
            self._save_checkpoint(self.model, None)

    def _experience(self, places: list[list[int]], device: torch.device) -> list[Batch]:
        sampling, step = self._objective.sampling, self.state.global_step
        model: Any = self.accelerator.unwrap_model(self.model)
        rollouts: list[Rollout] = []
        for some in places:
            if self._run.flag.requested:
                raise self._run.flag.failure(f"The checkpoint of step {step} is kept.")
            prompts = [(place, self._prompts[place]) for place in some]
            with self._work.autocast():
                rollouts.append(roll_out(self._work.student, model, prompts, sampling, step, self._work.job.seed))
        asked = [self._prompts[place] for some in places for place in some]
        texts = [text for rollout in rollouts for text in rollout.texts]
        rewards = ask_rewards(self._work.questions, step, asked, texts, sampling.group_size)
        advantages = self._objective.advantages(rewards).flatten().tolist()
        replies = [reply for rollout in rollouts for reply in rollout.replies]
        self._step_replies, self._step_tokens = len(replies), sum(len(reply.ids) for reply in replies)
        self._metrics_of_step = {
            "reward": float(rewards.mean()),
            "reply_tokens": self._step_tokens / len(replies),
            "cut_off": sum(reply.reason == "length" for reply in replies) / len(replies),
            "all_alike": float((rewards.amax(-1) == rewards.amin(-1)).double().mean()),
        }
        batches, at = [], 0
        for rollout in rollouts:
            to = at + len(rollout.replies)
            batch = collate_replies(rollout.replies, advantages[at:to], self._work.student.padding)
            batches.append({name: value.to(device) for name, value in batch.items()})
            at = to
        return batches

    def compute_loss(
        self,
        model: Any,
        inputs: Batch,
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        objective = self._objective
        log_probs, counted = self._log_probs(model, inputs)
        reference = None
        if objective.reference is not None:
            with torch.no_grad():
                reference, _ = self._log_probs(objective.reference, inputs)
        losses, measured = objective.token_losses(log_probs, reference, inputs["advantages"].unsqueeze(-1))
        for name, values in measured.items():
            self._measured.setdefault(name, []).append(float(values.masked_fill(~counted, 0).sum()))
        losses = losses.masked_fill(~counted, 0)
        if objective.average == "tokens":
            return losses.sum() / self._step_tokens
        if objective.average == "replies":
            return (losses.sum(-1) / counted.sum(-1)).sum() / self._step_replies
        return losses.sum() / (self._step_replies * objective.sampling.max_new_tokens)

    def _log_probs(self, model: Any, inputs: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], use_cache=False).logits
        # Of the distribution that was sampled from.
        return token_log_probs(logits / self._objective.sampling.temperature, inputs["labels"])


def online_trainer(
    work: TrainingWork, found: Prompts, objective: OnlineObjective, rates: LearningRates
) -> PreparedTrainer:
    trainer = OnlineTrainer(
        model=work.trained_model(),
        args=TrainingArguments(**work.common_arguments(len(found.prompts), rates), remove_unused_columns=False),
        train_dataset=_Places(len(found.prompts)),
        data_collator=lambda places: {"places": torch.tensor(places)},
        processing_class=work.student.tokenizer,
    )
    trainer._work, trainer._prompts, trainer._objective = work, found.prompts, objective
    trainer._order = PromptOrder(len(found.prompts), work.job.seed)
    trainer._metrics_of_step, trainer._measured = {}, {}
    trainer._step_replies = trainer._step_tokens = 0
    return PreparedTrainer(trainer, rows=len(found.prompts), rows_in=found.rows_in, rows_over_long=found.over_long)
