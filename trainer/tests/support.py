"""Tiny students, rows and jobs; running a job in this process, in a forked one, or as a program."""

import hashlib
import json
import os
import queue
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from limbeck_trainer.protocol.events import EventStream
from limbeck_trainer.protocol.job import ExportJob, SampleJob, ScoreJob, TrainJob, load_job
from limbeck_trainer.protocol.stopping import StopFlag

TRAINER = Path(__file__).resolve().parents[1]
Event = dict[str, Any]
Job = dict[str, Any]

CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "vocab_size": 300,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "max_position_embeddings": 96,
    "tie_word_embeddings": True,
}


def write_jsonl(file: Path, rows: Iterable[Any]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def write_rows(file: Path, count: int = 40) -> Path:
    return write_jsonl(
        file,
        (
            {"id": f"r{i}", "prompt": f"Say {i * 37} " + "please " * (i % 5), "completion": f"It is {i * 37}."}
            for i in range(count)
        ),
    )


def write_student(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    return folder


def take_lease(folder: Path, token: int) -> Job:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lease.json").write_text(json.dumps({"token": token}), encoding="utf-8")
    return {"file": str(folder / "lease.json"), "token": token}


def train_job(folder: Path, token: int = 1, **params: Any) -> Job:
    """Rows and student are shared by all jobs of one parent folder, so that equal jobs can be compared."""
    rows = folder.parent / "rows.jsonl"
    if not rows.exists():
        write_rows(rows)
    student = write_student(folder.parent / "student")
    return {
        "kind": "train",
        "objective": "sft",
        "models": {
            "student": {
                "path": str(student),
                "initial": "random",
                "tokenizer": {"vocab_size": 300, "train_on": [str(rows)]},
            }
        },
        "inputs": {"rows": {"kind": "sft", "files": [str(rows)]}},
        "params": {"batch_size": 4, **params},
        "seed": 7,
        "checkpoints": str(folder / "checkpoints"),
        "output": str(folder / "model"),
        "lease": take_lease(folder, token),
        "device": "cpu",
        "threads": 1,
    }


def sample_job(folder: Path, student: Path, requests: list[Job], token: int = 1, batch_rows: int = 3) -> Job:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "requests.jsonl"
    file.write_text("".join(json.dumps(request) + "\n" for request in requests), encoding="utf-8")
    return {
        "kind": "sample",
        "student": {"path": str(student), "initial": "weights"},
        "requests": str(file),
        "output": str(folder / "replies.jsonl"),
        "batch_rows": batch_rows,
        "seed": 7,
        "lease": take_lease(folder, token),
        "device": "cpu",
        "threads": 1,
    }


def score_job(folder: Path, model: Path, requests: list[Job], token: int = 1, batch_rows: int = 3) -> Job:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "requests.jsonl"
    file.write_text("".join(json.dumps(request) + "\n" for request in requests), encoding="utf-8")
    return {
        "kind": "score",
        "model": {"path": str(model), "initial": "weights"},
        "requests": str(file),
        "output": str(folder / "scores.jsonl"),
        "values": str(folder / "scores.bin"),
        "batch_rows": batch_rows,
        "seed": 7,
        "lease": take_lease(folder, token),
        "device": "cpu",
        "threads": 1,
    }


def export_job(folder: Path, student: Path, form: str = "onnx", token: int = 1, **more: Any) -> Job:
    return {
        "kind": "export",
        "student": {"path": str(student), "initial": "weights"},
        "form": form,
        "int8": False,
        "output": str(folder / "exported"),
        "lease": take_lease(folder, token),
        "threads": 1,
        **more,
    }


def write_job(job: Job) -> Path:
    file = Path(job["lease"]["file"]).with_name("job.json")
    file.write_text(json.dumps(job), encoding="utf-8")
    return file


class Recorder(EventStream):
    """Keeps the events instead of writing them, and answers questions as a worker would."""

    def __init__(
        self, on_event: Callable[[Event], None] | None = None, answer: Callable[[Any], Any] | None = None
    ) -> None:
        super().__init__(-1)
        self.events: list[Event] = []
        self.answers: queue.Queue[str] = queue.Queue()
        self._on_event = on_event
        self._answer = answer

    def emit(self, event: str, **fields: Any) -> None:
        said = {"event": event, **{name: value for name, value in fields.items() if value is not None}}
        self.events.append(said)
        if event == "question" and self._answer:
            answers = [self._answer(item) for item in said["items"]]
            self.answers.put(json.dumps({"answer": said["number"], "items": answers}))
        if self._on_event:
            self._on_event(said)


def run_here(job: Job, stream: EventStream | None = None, flag: StopFlag | None = None) -> Job:
    """The facts, or the TrainerFailure raised."""
    from limbeck_trainer.exporting.export import run_export
    from limbeck_trainer.jobs.sample import run_sampling
    from limbeck_trainer.jobs.score import run_scoring
    from limbeck_trainer.jobs.train import run_training

    loaded = load_job(write_job(job))
    stream, flag = stream or Recorder(), flag or StopFlag()
    if isinstance(loaded, TrainJob):
        return run_training(loaded, stream, flag, stream.answers if isinstance(stream, Recorder) else None)
    if isinstance(loaded, ExportJob):
        return run_export(loaded, stream, flag)
    if isinstance(loaded, ScoreJob):
        return run_scoring(loaded, stream, flag)
    assert isinstance(loaded, SampleJob)
    return run_sampling(loaded, stream, flag)


def run_forked(
    job: Job,
    prepare: Callable[[], None],
    on_event: Callable[[Event], None] | None = None,
    answer: Callable[[Any], Any] | None = None,
) -> int:
    """The wait status of a forked process that runs the job: forking spares the seconds PyTorch takes to load.
    `prepare` runs in the child alone, to break something there."""
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
            prepare()
            run_here(job, Recorder(on_event, answer))
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(pid, 0)[1]


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def digest_of(folder: Path) -> str:
    """Of all files of a model folder, names and bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()
