"""The base of objectives that learn which of two replies is better. An objective gives the pairs, how a reply is
scored, and a loss per pair; the base batches, scores both sides in one pass, and averages over all pairs of an
optimizer step, so that accumulation does not change the loss."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.utils.data import Dataset, Sampler
from transformers import Trainer, TrainingArguments

from ..data.pairs import TokenPair, TokenPairs
from .durable_trainer import DurableTrainer
from .order import LengthBuckets
from .pair_batch import Batch, PairScores, collate_pairs
from .work import LearningRates, PreparedTrainer, TrainingWork

# A loss per pair and what is measured of each, from the scores of chosen and rejected replies and the pairs' places.
PairObjective = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], tuple[torch.Tensor, dict[str, torch.Tensor]]]


class _Places(Dataset[tuple[int, TokenPair]]):
    def __init__(self, pairs: Sequence[TokenPair]) -> None:
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    def __getitem__(self, index: int) -> tuple[int, TokenPair]:
        return index, self._pairs[index]


class PreferenceTrainer(DurableTrainer, Trainer):
    engine = "preference"
    # The loss is divided by the pairs of the whole optimizer step, not by the number of batches.
    loss_is_scaled_for_ga = True

    _order: LengthBuckets
    _score: PairScores
    _objective: PairObjective
    _measured: dict[str, list[float]]

    def train_order(self) -> Sampler[int]:
        return self._order

    def step_metrics(self) -> dict[str, float]:
        measured = {name: sum(values) / len(values) for name, values in self._measured.items()}
        self._measured = {}
        return measured

    def floating_point_ops(self, inputs: dict[str, Any]) -> int:
        return 0  # nobody reads the estimate

    def _get_num_items_in_batch(self, batch_samples: list[Batch], device: torch.device) -> int:
        return sum(len(batch["places"]) for batch in batch_samples)

    def compute_loss(
        self,
        model: Any,
        inputs: Batch,
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        chosen, rejected = self._score(model, inputs)
        losses, measured = self._objective(chosen, rejected, inputs["places"])
        for name, values in measured.items():
            self._measured.setdefault(name, []).extend(values.tolist())
        return losses.sum() / (num_items_in_batch or len(losses))


def preference_trainer(
    work: TrainingWork, tokens: TokenPairs, score: PairScores, objective: PairObjective, rates: LearningRates
) -> PreparedTrainer:
    pad = work.student.padding

    def collate(rows: Sequence[tuple[int, TokenPair]]) -> Batch:
        batch = collate_pairs([pair for _, pair in rows], pad)
        return {**batch, "places": torch.tensor([place for place, _ in rows])}

    trainer = PreferenceTrainer(
        model=work.trained_model(),
        args=TrainingArguments(**work.common_arguments(len(tokens.pairs), rates), remove_unused_columns=False),
        train_dataset=_Places(tokens.pairs),
        data_collator=collate,
        processing_class=work.student.tokenizer,
    )
    trainer._score, trainer._objective, trainer._measured = score, objective, {}
    trainer._order = LengthBuckets([pair.length for pair in tokens.pairs], work.params["batch_size"], work.job.seed)
    return PreparedTrainer(trainer, rows=len(tokens.pairs), rows_in=tokens.rows_in, rows_over_long=tokens.over_long)
