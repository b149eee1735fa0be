"""A student as an ONNX folder that needs nothing beside it: graph, tokenizer, chat template, and `limbeck-onnx.json`,
which says what a program must know to run it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..durable.files import sha256_of, write_json_durably
from ..student.student import Student
from .int8 import round_weights
from .onnx_check import check_graph
from .onnx_graph import OPSET, CacheShape, write_graph

GRAPH = "model.onnx"
DESCRIPTION = "limbeck-onnx.json"
_FULL = "full.onnx"


@dataclass(frozen=True)
class BothGraphs:
    """Full and rounded weights of one student; there while they are compared."""

    full: Path
    rounded: Path
    shape: CacheShape


def write_onnx_folder(
    student: Student,
    folder: Path,
    *,
    compare: Callable[[BothGraphs], dict[str, Any] | None] | None = None,
    enter: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """With `compare`, the weights are rounded to 8 bits. What was measured, for the job's facts. `student.model` is
    moved to the CPU and to float32. Raises what `write_graph` and `check_graph` raise."""
    folder.mkdir(parents=True, exist_ok=True)
    model: Any = student.model
    model = model.to("cpu").float().eval()
    enter("exporting")
    full = folder / (GRAPH if compare is None else _FULL)
    shape = write_graph(model, full)
    enter("checking")
    difference = check_graph(model, shape, full, student.context)
    facts: dict[str, Any] = {"difference": difference, "bytes": full.stat().st_size}
    if compare is not None:
        rounded = folder / GRAPH
        round_weights(full, rounded)
        facts["int8"] = {"bytes": rounded.stat().st_size, "compared": compare(BothGraphs(full, rounded, shape))}
        full.unlink()
    model.config.save_pretrained(folder)
    if model.generation_config is not None:
        model.generation_config.save_pretrained(folder)
    student.tokenizer.save_pretrained(folder)
    write_json_durably(folder / DESCRIPTION, _describe(student, shape, folder / GRAPH, facts))
    return facts


def _describe(student: Student, shape: CacheShape, graph: Path, facts: dict[str, Any]) -> dict[str, Any]:
    embeddings: Any = student.model.get_input_embeddings()
    return {
        "format": 1,
        "file": graph.name,
        "sha256": sha256_of(graph),
        "opset": OPSET,
        "dtype": "float32",  # of logits and cache
        "weights": "int8" if "int8" in facts else "float32",
        "layers": shape.layers,
        "kv_heads": shape.kv_heads,
        "head_dim": shape.head_dim,
        "context": student.context,
        "vocab_size": embeddings.weight.shape[0],
        "pad_id": student.tokenizer.pad_token_id,
        "eos_id": student.tokenizer.eos_token_id,
        "end_ids": student.chat.end_ids,
        "difference": facts["difference"],
        **({"compared": facts["int8"]["compared"]} if facts.get("int8", {}).get("compared") else {}),
    }
