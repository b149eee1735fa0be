"""What jobs share that ask a model batch by batch and resume by row: sampling and scoring."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..durable.files import sha256_of
from ..durable.fingerprint import student_fingerprint
from ..hardware import Hardware, find_hardware, use_threads
from ..protocol.events import EventStream
from ..protocol.job import SampleJob, ScoreJob, StudentSpec
from ..student.student import Student, load_student


@dataclass(frozen=True)
class AskedModel:
    student: Student
    hardware: Hardware
    threads: int

    @property
    def facts(self) -> dict[str, Any]:
        return {"device": self.hardware.device, "threads": self.threads, "parameters": self.student.parameters}


def open_model(job: SampleJob | ScoreJob, spec: StudentSpec, stream: EventStream) -> AskedModel:
    """The model on the job's device, ready to be asked."""
    hardware = find_hardware(job.device)
    stream.device = hardware.device if hardware.on_gpu else None
    student = load_student(spec, job.seed)
    threads = use_threads(job.threads, student.parameters)
    model: Any = student.model
    if hardware.on_gpu:
        model = model.to("cuda", dtype=student.dtype)
    model.eval()
    return AskedModel(student, hardware, threads)


def batch_fingerprint(job: SampleJob | ScoreJob, role: str, spec: StudentSpec) -> str:
    """All that decides what the job leaves; an earlier attempt is only gone on from when this is equal."""
    parts = {
        "requests": sha256_of(job.requests),
        role: student_fingerprint(spec),
        "seed": job.seed,
        "batch_rows": job.batch_rows,
        "versions": {name: version(name) for name in ("torch", "transformers", "tokenizers")},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def state_file(output: Path) -> Path:
    return output.with_name(f"{output.name}.state.json")
