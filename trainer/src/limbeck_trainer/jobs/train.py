"""One training job, from rows to a model folder: load, resume, run, save. Knows no objective by name."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from ..data.rows import PlacedRow, read_rows
from ..durable.checkpoints import CheckpointStore
from ..durable.files import find_damage, read_manifest, write_json_durably
from ..durable.fingerprint import input_fingerprint, student_fingerprint
from ..hardware import Hardware, find_hardware, peak_memory_mb, training_settings, use_threads
from ..objectives import check_given, describe_objective, load_objective, resolve_params
from ..protocol.events import EventStream, ProgressMeter
from ..protocol.job import TrainJob
from ..protocol.stopping import StopFlag
from ..student.model_folder import MANIFEST, save_model_folder
from ..student.student import Student, load_student
from ..training.durable_trainer import LOSS_POINTS, DurableTrainer, RunControl, TrainingRecord
from ..training.order import LengthBuckets
from ..training.schedule import scheduler_name, total_steps, warmup_steps

PACKAGES = ("torch", "transformers", "trl", "peft", "accelerate", "datasets", "tokenizers")


@dataclass(frozen=True)
class PreparedTrainer:
    """What an objective's `create_trainer` gives back."""

    trainer: Any  # a DurableTrainer over one of TRL's
    lengths: list[int]  # tokens per training row, for batching
    rows_in: int
    rows_over_long: int


@dataclass(frozen=True)
class TrainingWork:
    """What an objective gets."""

    job: TrainJob
    params: dict[str, Any]
    student: Student
    hardware: Hardware

    def rows(self, port: str = "rows") -> Iterator[PlacedRow]:
        return read_rows(self.job.inputs[port].files)

    def kind(self, port: str = "rows") -> str:
        return self.job.inputs[port].kind

    def common_arguments(self, rows: int) -> dict[str, Any]:
        """TrainingArguments that every objective shares."""
        params = self.params
        total = total_steps(rows, params)
        warmup = warmup_steps(total, params)
        return {
            "output_dir": str(self.job.checkpoints),
            "max_steps": total,
            "per_device_train_batch_size": params["batch_size"],
            "gradient_accumulation_steps": params["gradient_accumulation"],
            "learning_rate": self.learning_rate(),
            "warmup_steps": warmup,
            "lr_scheduler_type": scheduler_name(params["schedule"], warmup),
            "weight_decay": params["weight_decay"],
            "max_grad_norm": params["max_grad_norm"],
            "seed": self.job.seed,
            "data_seed": self.job.seed,
            "save_strategy": "no",  # DurableTrainer decides when, and how
            "logging_steps": 1,
            "logging_nan_inf_filter": False,
            "report_to": "none",
            "disable_tqdm": True,
            "average_tokens_across_devices": False,
            **training_settings(self.hardware, params.get("gradient_checkpointing")),
        }

    def learning_rate(self) -> float:
        if "learning_rate" in self.params:
            return self.params["learning_rate"]
        if self.params.get("lora") is not None:
            return 2e-4
        return 2e-3 if self.job.student.initial == "random" else 2e-5

    def lora_config(self) -> Any:
        lora = self.params.get("lora")
        if lora is None:
            return None
        from peft import LoraConfig

        rank = lora.get("r", 16)
        return LoraConfig(
            r=rank,
            lora_alpha=lora.get("alpha", 2 * rank),
            lora_dropout=lora.get("dropout", 0.0),
            target_modules=lora.get("target_modules", "all-linear"),
            task_type="CAUSAL_LM",
        )


def run_training(job: TrainJob, stream: EventStream, flag: StopFlag) -> dict[str, Any]:
    """The facts of the `done` event. Raises TrainerFailure."""
    began = time.monotonic()
    stream.enter("loading")
    description = describe_objective(job.objective)
    params = resolve_params(description, job.params)
    check_given(description, job.models, {port: given.kind for port, given in job.inputs.items()})
    store = CheckpointStore(job.checkpoints, job.lease, fingerprint_of(job, description["version"], params))
    store.prepare()
    finished = find_finished(job, store)
    if finished is not None:
        return finished
    hardware = find_hardware(job.device)
    stream.device = hardware.device if hardware.on_gpu else None
    student = load_student(job.student, job.seed)
    parameters = student.parameters  # before adapters join
    threads = use_threads(job.threads, parameters)
    work = TrainingWork(job, params, student, hardware)
    _seed_again(job.seed)
    prepared: PreparedTrainer = load_objective(job.objective).create_trainer(work)
    run = _control(job, params, prepared, store, stream, flag, hardware)
    trainer: DurableTrainer = prepared.trainer
    trainer.attach(run)
    resumed_from = _train(trainer, run, store, stream)
    if trainer.state.global_step < run.max_steps:
        raise flag.failure(f"The checkpoint of step {trainer.state.global_step} of {run.max_steps} is kept.")
    facts = {
        "steps": run.max_steps,
        "epochs": round(float(trainer.state.epoch or 0), 4),
        "rows": len(prepared.lengths),
        "rows_in": prepared.rows_in,
        "rows_over_long": prepared.rows_over_long,
        "tokens": run.record.tokens,
        "final_loss": run.record.losses[-1][1] if run.record.losses else run.record.last_loss,
        "losses": run.record.losses,
        "seconds": round(time.monotonic() - began, 2),
        "resumed_from": resumed_from,
        "device": hardware.device,
        "threads": threads,
        "parameters": parameters,
        "trainable_parameters": sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),  # pyright: ignore
        "learning_rate": work.learning_rate(),
        "lora": params.get("lora"),
        "versions": {name: version(name) for name in PACKAGES},
    }
    stream.enter("saving")
    card = {name: facts[name] for name in ("steps", "rows", "parameters", "learning_rate")}
    facts["onnx"] = save_model_folder(job, store, trainer, student, card, params)
    write_json_durably(job.checkpoints / FACTS, {"fingerprint": store.fingerprint, "facts": facts})
    return facts


FACTS = "facts.json"


def find_finished(job: TrainJob, store: CheckpointStore) -> dict[str, Any] | None:
    """The facts of an attempt that had finished but could not tell; its model folder is checked first."""
    manifest = read_manifest(job.output, MANIFEST)
    if manifest is None or find_damage(job.output, manifest) is not None:
        return None
    try:
        saved = json.loads((job.checkpoints / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return saved["facts"] if saved["fingerprint"] == store.fingerprint == manifest["fingerprint"] else None


def _seed_again(seed: int) -> None:
    """Adapters are drawn when the trainer is built: seed at this very point, whatever ran before."""
    from transformers import set_seed

    set_seed(seed)


def _control(
    job: TrainJob,
    params: dict[str, Any],
    prepared: PreparedTrainer,
    store: CheckpointStore,
    stream: EventStream,
    flag: StopFlag,
    hardware: Hardware,
) -> RunControl:
    total = total_steps(len(prepared.lengths), params)
    return RunControl(
        store=store,
        stream=stream,
        flag=flag,
        meter=ProgressMeter(stream, total),
        order=LengthBuckets(prepared.lengths, params["batch_size"], job.seed),
        max_steps=total,
        save_steps=params.get("save_steps"),
        memory_mb=lambda: peak_memory_mb(hardware),
        record=TrainingRecord(every=max(1, -(-total // LOSS_POINTS))),
    )


def _train(trainer: DurableTrainer, run: RunControl, store: CheckpointStore, stream: EventStream) -> int | None:
    """Train from the newest good checkpoint; the step it went on from."""
    found = store.find_newest()
    if found.checkpoint is not None:
        trainer.restore(found.checkpoint)
        stream.emit("resumed", step=found.checkpoint.step, skipped=found.skipped)
    elif found.skipped:
        stream.emit("resumed", step=0, skipped=found.skipped)
    if run.flag.requested:
        raise run.flag.failure("Nothing was done yet.")
    if found.checkpoint is not None and found.checkpoint.step >= run.max_steps:
        trainer.load_finished(found.checkpoint)
        return found.checkpoint.step
    stream.enter("training")
    trainer.train(resume_from_checkpoint=str(found.checkpoint.folder) if found.checkpoint else None)
    return found.checkpoint.step if found.checkpoint else None


def fingerprint_of(job: TrainJob, objective_version: int, params: dict[str, Any]) -> str:
    """All that decides the trained weights: rows, parameters, seed, student, packages. A checkpoint is only gone on
    from when this is equal."""
    parts = {
        "objective": [job.objective, objective_version],
        "params": {name: value for name, value in params.items() if name != "save_steps"},
        "seed": job.seed,
        "inputs": {port: input_fingerprint(given) for port, given in job.inputs.items()},
        "models": {role: student_fingerprint(spec) for role, spec in job.models.items()},
        "versions": {name: version(name) for name in PACKAGES},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
