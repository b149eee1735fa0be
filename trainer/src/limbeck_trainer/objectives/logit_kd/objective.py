"""Distillation of next-token distributions. Loss of a token: c * cross-entropy + (1 - c) * T^2 * divergence of
teacher and student, averaged over all taught tokens of an optimizer step. The square of the temperature keeps the two
parts' gradients in proportion (Hinton, Vinyals, Dean 2015, arXiv 1503.02531, section 2)."""

from collections.abc import Sequence
from typing import Any

import torch
from torch.utils.data import Dataset
from transformers import Trainer, TrainingArguments

from ...data.logit_block import LogitBlock, unpack
from ...data.logit_rows import read_logit_rows
from ...data.over_long import keep_within
from ...data.rows import tokenize_taught
from ...data.side_files import SideFiles
from ...protocol.failures import TrainerFailure
from ...training.supervised import SupervisedTrainer
from ...training.work import PreparedTrainer, TrainingWork
from .batch import Batch, TaughtRow, collate, taught_tokens
from .teachers import CachedTeacher, LiveTeacher, Teacher

CACHED = "logits"


class KdTrainer(SupervisedTrainer, Trainer):
    # The loss is divided by the tokens of the whole optimizer step, not by the number of batches.
    loss_is_scaled_for_ga = True
    _teacher: Teacher
    _share: float
    _temperature: float
    _vocabulary: int
    _measured: dict[str, float]

    def step_metrics(self) -> dict[str, float]:
        """Both parts of the loss on one scale: nats per token, unweighted."""
        measured, self._measured = self._measured, {}
        return measured

    def floating_point_ops(self, inputs: dict[str, Any]) -> int:
        return 0  # nobody reads the estimate

    def _get_num_items_in_batch(self, batch_samples: list[Batch], device: Any) -> int:
        return sum(int(taught_tokens(batch["labels"]).sum()) for batch in batch_samples)

    def compute_loss(
        self, model: Any, inputs: Batch, return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        given = {name: inputs[name] for name in ("input_ids", "attention_mask")}
        taught = taught_tokens(inputs["labels"])
        logits = model(**given, use_cache=False).logits[:, :-1][taught]
        count = num_items_in_batch or len(logits)
        plain = torch.nn.functional.cross_entropy(logits.float(), inputs["labels"][:, 1:][taught], reduction="sum")
        # Heads are padded to round sizes; columns beyond the tokenizer's stand for nothing.
        distance = self._teacher.distance(logits[:, : self._vocabulary], inputs, taught, count)
        parts = {"cross_entropy": plain / count, "divergence": distance}
        for name, value in parts.items():
            self._measured[name] = self._measured.get(name, 0.0) + float(value.detach())
        return self._share * parts["cross_entropy"] + (1 - self._share) * self._temperature**2 * distance


class _Rows(Dataset[TaughtRow]):
    def __init__(self, rows: list[TaughtRow]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> TaughtRow:
        return self._rows[index]


def create_trainer(work: TrainingWork) -> PreparedTrainer:
    _check_teacher(work)
    cached = work.kind() == CACHED
    side = SideFiles(work.job.inputs["rows"].side) if cached and work.job.inputs["rows"].side else None
    rows, rows_in, over_long = _cached_rows(work, side) if side else _live_rows(work)
    teacher = CachedTeacher(work) if cached else LiveTeacher(work)
    # Loading a teacher drew from the generators: the adapters must not depend on whether there was one.
    torch.manual_seed(work.job.seed)
    padding = work.student.padding

    def read(digest: str) -> LogitBlock:
        assert side is not None
        return unpack(side.read(digest))

    def collated(batch: Sequence[TaughtRow]) -> Batch:
        return collate(batch, padding, read if cached else None)

    trainer = KdTrainer(
        model=work.trained_model(),
        args=TrainingArguments(**work.common_arguments(len(rows)), remove_unused_columns=False),
        train_dataset=_Rows(rows),
        data_collator=collated,
        processing_class=work.student.tokenizer,
    )
    trainer._teacher, trainer._measured = teacher, {}
    trainer._share, trainer._temperature = work.params["cross_entropy"], work.params["temperature"]
    trainer._vocabulary = len(work.student.tokenizer)
    return trainer.prepared(work, [len(row.input_ids) for row in rows], rows_in=rows_in, rows_over_long=over_long)


def _check_teacher(work: TrainingWork) -> None:
    """One source of the teacher's distribution, not none and not two."""
    cached = work.kind() == CACHED
    if cached and work.has("teacher"):
        raise TrainerFailure(
            "teacher-twice",
            "The rows bring what a teacher said of them, and a teacher is given as well.",
            "Leave teacher out, or give sft rows.",
        )
    if cached and work.job.inputs["rows"].side is None:
        raise TrainerFailure("values-missing", "The rows are of the kind logits, and no values came with them.", "")
    if not cached and not work.has("teacher"):
        raise TrainerFailure(
            "teacher-not-there",
            "The rows are texts alone, and no teacher is given to compare the student with.",
            "Name a teacher with weights, or make the rows with elicit/top-logits.",
        )


Read = tuple[list[TaughtRow], int, int]


def _cached_rows(work: TrainingWork, side: SideFiles) -> Read:
    name = work.job.models["student"].path.name
    found = read_logit_rows(work.rows(), side, work.student, name, work.params["temperature"])
    kept = keep_within((row.labelled() for row in found), work.max_length(), work.params["over_long"])
    rows = [
        TaughtRow(ids, labels, found[place].digest)
        for place, ids, labels in zip(kept.places, kept.input_ids, kept.labels, strict=True)
    ]
    return rows, kept.rows_in, kept.over_long


def _live_rows(work: TrainingWork) -> Read:
    tokens = tokenize_taught(
        work.rows(),
        work.student.chat,
        kind=work.kind(),
        max_length=work.max_length(),
        over_long=work.params["over_long"],
        rationale="with-answer",
    )
    rows = [TaughtRow(ids, labels) for ids, labels in zip(tokens.input_ids, tokens.labels, strict=True)]
    return rows, tokens.rows_in, tokens.over_long
