"""The finished model: a self-contained folder (weights, config, tokenizer, card, manifest) that appears by rename.
Equal training gives equal bytes: no times, paths or speeds in it. A small student is in it as an ONNX graph as well."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..durable.checkpoints import CheckpointStore
from ..durable.files import folder_in_the_making, move_into_place, seal_folder
from ..exporting.onnx_folder import write_onnx_folder
from ..protocol.failures import TrainerFailure
from ..protocol.job import TrainJob
from .student import Student

if TYPE_CHECKING:
    from ..training.durable_trainer import DurableTrainer

MANIFEST = "limbeck-model.json"
ONNX = "onnx"
# A larger student would double its folder, and is asked on a GPU anyway.
ONNX_UP_TO = 150_000_000


def save_model_folder(
    job: TrainJob,
    store: CheckpointStore,
    trainer: "DurableTrainer",
    student: Student,
    facts: dict[str, Any],
    params: dict[str, Any],
) -> dict[str, Any]:
    """What was measured of its ONNX graph, or why there is none."""
    job.lease.check()
    model: Any = trainer.accelerator.unwrap_model(trainer.model)
    if params.get("lora") is not None:
        model = model.merge_and_unload()  # a folder that needs another folder is soon a broken one
    model = model.to(student.dtype)
    with folder_in_the_making(job.output) as scratch:
        model.save_pretrained(scratch)
        student.tokenizer.save_pretrained(scratch)
        if model.generation_config is not None:
            model.generation_config.save_pretrained(scratch)
        (scratch / "README.md").write_text(_card(job, model, facts, params), encoding="utf-8")
        onnx = _write_onnx(replace(student, model=model), scratch / ONNX)
        seal_folder(
            scratch,
            MANIFEST,
            {"format": 1, "objective": job.objective, "seed": job.seed, "fingerprint": store.fingerprint, **facts},
        )
        job.lease.check()
        move_into_place(scratch, job.output)
    return onnx


def _write_onnx(student: Student, folder: Path) -> dict[str, Any]:
    """Whether or not there is a graph, the training has succeeded."""
    if student.parameters > ONNX_UP_TO:
        return {"not_tried": f"it has {student.parameters:,} parameters, and the limit is {ONNX_UP_TO:,}"}
    try:
        return write_onnx_folder(student, folder)
    except TrainerFailure as failure:
        shutil.rmtree(folder, ignore_errors=True)
        return {"left_out": failure.message}


def _card(job: TrainJob, model: Any, facts: dict[str, Any], params: dict[str, Any]) -> str:
    start = "drawn at random" if job.student.initial == "random" else f"the weights of {Path(job.student.path).name}"
    lines = [
        "# A model distilled with Limbeck",
        "",
        f"- architecture: {model.config.model_type}, {facts['parameters']:,} parameters",
        f"- started from: {start}",
        f"- objective: {job.objective}",
        f"- rows: {facts['rows']:,}; optimizer steps: {facts['steps']:,}",
        f"- learning rate: {facts['learning_rate']:g}; seed: {job.seed}",
    ]
    if params.get("lora") is not None:
        lines.append("- LoRA adapters, merged into the weights")
    return "\n".join([*lines, ""])
