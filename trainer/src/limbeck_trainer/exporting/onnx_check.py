"""Whether a graph says what the model says: logits side by side, over shapes and paddings, before anybody uses it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedModel

from ..protocol.failures import TrainerFailure
from .onnx_graph import CacheShape
from .onnx_session import OnnxSession

TOLERANCE = 1e-4


@dataclass(frozen=True)
class CheckedShape:
    """A batch whose row r has r * `padding` places of padding on its left; given in two parts, past and length."""

    batch: int
    past: int
    length: int
    padding: int = 0


SHAPES = (
    CheckedShape(1, 0, 7),
    CheckedShape(2, 3, 5, padding=1),
    CheckedShape(4, 12, 1, padding=2),
    CheckedShape(3, 9, 12, padding=4),
)


def check_graph(model: PreTrainedModel, shape: CacheShape, file: Path, context: int) -> float:
    """The largest difference of a logit. The model is asked whole sequences without a cache: what the graph keeps in
    its cache is checked by that as well. Raises `onnx-differs`."""
    session = OnnxSession(file, shape)
    worst = 0.0
    for number, checked in enumerate(SHAPES):
        if checked.past + checked.length <= context:
            worst = max(worst, _difference(model, session, checked, number))
    if not worst <= TOLERANCE:
        raise TrainerFailure(
            "onnx-differs",
            f"The ONNX graph of this {model.config.model_type} gives logits up to {worst:.2g} away from PyTorch's;"
            f" {TOLERANCE:g} is allowed.",
            "Export it with --to transformers, and report the model type.",
        )
    # Two digits: what lies behind them depends on the machine.
    return float(f"{worst:.1e}")


@torch.no_grad()
def _difference(model: Any, session: OnnxSession, checked: CheckedShape, seed: int) -> float:
    random = torch.Generator().manual_seed(seed)
    total = checked.past + checked.length
    vocabulary = model.get_input_embeddings().weight.shape[0]
    ids = torch.randint(0, vocabulary, (checked.batch, total), generator=random)
    mask = torch.ones(checked.batch, total, dtype=torch.long)
    for row in range(checked.batch):
        mask[row, : row * checked.padding] = 0
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    expected = model(input_ids=ids, attention_mask=mask, position_ids=positions, use_cache=False).logits
    past = session.shape.empty(checked.batch)
    parts = []
    for start, end in ((0, checked.past), (checked.past, total)):
        if start == end:
            continue
        logits, past = session.run(ids[:, start:end], mask[:, :end], positions[:, start:end], past)
        parts.append(logits)
    real = mask.bool().unsqueeze(-1)  # what stands in padding means nothing
    return float(((torch.cat(parts, 1) - expected.float()).abs() * real).max())
