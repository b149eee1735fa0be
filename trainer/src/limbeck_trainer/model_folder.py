"""The finished model: a self-contained folder (weights, config, tokenizer, card, manifest) that appears by rename.
Equal training gives equal bytes: no times, paths or speeds in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .checkpoints import CheckpointStore
from .durable_files import folder_in_the_making, move_into_place, seal_folder
from .job import TrainJob
from .student import Student

if TYPE_CHECKING:
    from .durable_trainer import DurableTrainer

MANIFEST = "limbeck-model.json"


def save_model_folder(
    job: TrainJob,
    store: CheckpointStore,
    trainer: "DurableTrainer",
    student: Student,
    facts: dict[str, Any],
    params: dict[str, Any],
) -> None:
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
        seal_folder(
            scratch,
            MANIFEST,
            {"format": 1, "objective": job.objective, "seed": job.seed, "fingerprint": store.fingerprint, **facts},
        )
        job.lease.check()
        move_into_place(scratch, job.output)


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
