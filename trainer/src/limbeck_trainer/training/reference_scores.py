"""What the reference model gives the replies of all pairs, computed before the first step and kept beside the
checkpoints: it need not stay in memory beside the student, and a resumed job goes on where it stood. Pairs are scored
in fixed batches, so a score does not depend on how far an earlier attempt came."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import torch

from ..data.pairs import TokenPair
from ..durable.fingerprint import student_fingerprint
from ..durable.kept_results import KeptResults
from ..protocol.events import ProgressMeter
from ..student.student import Student
from .pair_batch import PairScores, collate_pairs
from .work import TrainingWork


def reference_scores(
    work: TrainingWork, pairs: Sequence[TokenPair], reference: Student, role: str, score: PairScores
) -> list[tuple[float, float]]:
    """Per pair, what `score` gives the chosen and the rejected reply under the model of `role`."""
    rows = int(work.params["batch_size"])
    kept = KeptResults(work.job.checkpoints, "reference-scores", work.job.lease)
    model: Any = reference.model
    was_training = model.training
    model.to(work.hardware.device).eval()
    who = json.dumps(student_fingerprint(work.job.models[role]), sort_keys=True)
    work.stream.enter("scoring")
    meter = ProgressMeter(work.stream, len(pairs))
    scores: list[tuple[float, float]] = []
    for number, start in enumerate(range(0, len(pairs), rows)):
        some = pairs[start : start + rows]
        digest = _digest([who, work.job.seed, [pair.input_ids for pair in some], [pair.labels for pair in some]])
        items = kept.find(number, digest)
        if items is None:
            if work.flag.requested:
                raise work.flag.failure(f"The reference scores of {start} of {len(pairs)} pairs are kept.")
            items = _score(work, reference, some, score)
            kept.keep(number, digest, items)
        scores += [(float(chosen), float(rejected)) for chosen, rejected in items]
        meter.advance(len(scores), sum(2 * pair.length for pair in some))
    model.train(was_training)
    return scores


def _score(work: TrainingWork, reference: Student, pairs: Sequence[TokenPair], score: PairScores) -> list[list[float]]:
    model: Any = reference.model
    batch = collate_pairs(pairs, pad=reference.padding)
    with torch.inference_mode(), work.autocast():
        chosen, rejected = score(model, {name: value.to(model.device) for name, value in batch.items()})
    return [list(pair) for pair in zip(chosen.tolist(), rejected.tolist(), strict=True)]


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
