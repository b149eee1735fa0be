"""One training job, from rows to a model folder: load, resume, run, save. Knows no objective by name."""

import hashlib
import json
import queue
import time
from importlib.metadata import version
from typing import Any

from ..durable.checkpoints import CheckpointStore
from ..durable.files import find_damage, read_manifest, write_json_durably
from ..durable.fingerprint import input_fingerprint, student_fingerprint
from ..hardware import Hardware, find_hardware, peak_memory_mb, use_threads
from ..objectives import check_given, describe_objective, load_objective, resolve_params
from ..protocol.events import EventStream, ProgressMeter
from ..protocol.job import TrainJob
from ..protocol.questions import Questions
from ..protocol.stopping import StopFlag
from ..student.model_folder import MANIFEST, save_model_folder
from ..student.student import load_student
from ..training.durable_trainer import LOSS_POINTS, DurableTrainer, RunControl, TrainingRecord
from ..training.work import PreparedTrainer, TrainingWork

PACKAGES = ("torch", "transformers", "trl", "peft", "accelerate", "datasets", "tokenizers")


def run_training(
    job: TrainJob, stream: EventStream, flag: StopFlag, answers: "queue.Queue[str] | None" = None
) -> dict[str, Any]:
    """The facts of the `done` event. `answers`: lines from the worker. Raises TrainerFailure."""
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
    questions = Questions(stream, flag, answers or queue.Queue(), job.checkpoints, job.lease)
    work = TrainingWork(job, params, student, hardware, stream, flag, questions)
    _seed_again(job.seed)
    prepared: PreparedTrainer = load_objective(job.objective).create_trainer(work)
    trainer: DurableTrainer = prepared.trainer
    run = _control(params, trainer, store, stream, flag, hardware)
    trainer.attach(run)
    resumed_from = _train(trainer, run, store, stream)
    if trainer.state.global_step < run.max_steps:
        raise flag.failure(f"The checkpoint of step {trainer.state.global_step} of {run.max_steps} is kept.")
    facts = {
        "engine": trainer.engine,
        "steps": run.max_steps,
        "epochs": round(float(trainer.state.epoch or 0), 4),
        "rows": prepared.rows,
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
        "learning_rate": trainer.args.learning_rate,
        "lora": params.get("lora"),
        "versions": {name: version(name) for name in PACKAGES},
    }
    if run.record.metrics:
        facts["metrics"] = run.record.metrics
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
    params: dict[str, Any],
    trainer: DurableTrainer,
    store: CheckpointStore,
    stream: EventStream,
    flag: StopFlag,
    hardware: Hardware,
) -> RunControl:
    total = trainer.total_steps()
    return RunControl(
        store=store,
        stream=stream,
        flag=flag,
        meter=ProgressMeter(stream, total),
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
