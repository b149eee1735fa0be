"""A causal model as one ONNX graph that takes and gives its key-value cache. Equal weights give equal bytes, in any
process. Names: input_ids, attention_mask, position_ids, past.<i>.key|value; logits, present.<i>.key|value."""

import contextlib
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import DynamicCache, PreTrainedModel

from ..protocol.failures import TrainerFailure, failure_of

OPSET = 17
# One protobuf message holds the graph with its weights, and cannot be larger than 2 GiB.
LARGEST_BYTES = (2 << 30) - (64 << 20)


@dataclass(frozen=True)
class CacheShape:
    """The cache is (batch, kv_heads, length, head_dim) for keys and for values of each layer."""

    layers: int
    kv_heads: int
    head_dim: int

    def names(self, side: str) -> list[str]:
        return [f"{side}.{layer}.{part}" for layer in range(self.layers) for part in ("key", "value")]

    def empty(self, batch: int) -> list[torch.Tensor]:
        return [torch.zeros(batch, self.kv_heads, 0, self.head_dim) for _ in range(2 * self.layers)]


class CachedModel(torch.nn.Module):
    """The model with its cache as plain tensors."""

    def __init__(self, model: PreTrainedModel, layers: int) -> None:
        super().__init__()
        self.model = model
        self.layers = layers

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, positions: torch.Tensor, *past: torch.Tensor) -> Any:
        cache = DynamicCache()
        for layer in range(self.layers):
            cache.update(past[2 * layer], past[2 * layer + 1], layer)
        model: Any = self.model
        out = model(input_ids=ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True)
        layers: Any = cache.layers
        return (out.logits, *[tensor for layer in layers for tensor in (layer.keys, layer.values)])


def write_graph(model: PreTrainedModel, file: Path) -> CacheShape:
    """`model` is in float32, on the CPU and in evaluation mode. Raises `student-too-large-for-onnx` or
    `onnx-not-possible`."""
    size = 4 * sum(parameter.numel() for parameter in model.parameters())
    if size > LARGEST_BYTES:
        raise TrainerFailure(
            "student-too-large-for-onnx",
            f"The student's weights take {size / 1e9:.1f} GB in float32; one ONNX file holds 2 GB.",
            "Export it with --to transformers, and serve it with a server made for models of that size.",
        )
    with _as_impossible(model), _quietly(), torch.no_grad():
        model.set_attn_implementation("eager")
        shape = _find_cache_shape(model)
        _export(CachedModel(model, shape.layers).eval(), shape, file)
    return shape


def _find_cache_shape(model: Any) -> CacheShape:
    cache = DynamicCache()
    model(input_ids=torch.zeros(1, 2, dtype=torch.long), past_key_values=cache, use_cache=True)
    layers: Any = cache.layers
    shapes = {tuple(tensor.shape) for layer in layers for tensor in (layer.keys, layer.values)}
    if len(shapes) != 1:
        raise ValueError(f"its cache is not alike in all layers: {sorted(shapes)}")
    ((_, heads, _, head_dim),) = shapes
    return CacheShape(len(layers), heads, head_dim)


def _export(wrapped: CachedModel, shape: CacheShape, file: Path) -> None:
    # Sizes that differ from each other and from 1, so that no axis is taken for a constant.
    batch, length, past = 2, 3, 4
    mask = torch.ones(batch, past + length, dtype=torch.long)
    mask[1, 0] = 0
    positions = (mask.cumsum(-1) - 1).clamp(min=0)[:, past:]
    cache = [torch.zeros(batch, shape.kv_heads, past, shape.head_dim) for _ in range(2 * shape.layers)]
    pasts, presents = shape.names("past"), shape.names("present")
    torch.onnx.export(
        wrapped,
        (torch.zeros(batch, length, dtype=torch.long), mask, positions, *cache),
        str(file),
        input_names=["input_ids", "attention_mask", "position_ids", *pasts],
        output_names=["logits", *presents],
        dynamic_axes={
            "input_ids": {0: "batch", 1: "length"},
            "attention_mask": {0: "batch", 1: "total"},
            "position_ids": {0: "batch", 1: "length"},
            "logits": {0: "batch", 1: "length"},
            **{name: {0: "batch", 2: "past"} for name in pasts},
            **{name: {0: "batch", 2: "total"} for name in presents},
        },
        opset_version=OPSET,
        dynamo=False,
    )


@contextlib.contextmanager
def _as_impossible(model: PreTrainedModel) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if failure_of(error).code in ("trainer-out-of-memory", "disk-full"):
            raise
        reason = str(error).strip().splitlines()
        raise TrainerFailure(
            "onnx-not-possible",
            f"A model of type {model.config.model_type} cannot be written as an ONNX graph with a cache"
            f" ({reason[0] if reason else type(error).__name__}).",
            "Export it with --to transformers.",
        ) from error


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """The tracer warns of every Python branch it passes; whether the graph is right is measured afterwards."""
    log = logging.getLogger("torch.onnx")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
