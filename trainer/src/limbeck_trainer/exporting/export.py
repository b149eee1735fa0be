"""One export job: a student in, a folder out that needs nothing of Limbeck. Small beside training, so a job that was
killed begins anew; what it leaves is the same, and whole or not there."""

import hashlib
import json
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..durable.files import (
    find_damage,
    folder_in_the_making,
    move_into_place,
    read_manifest,
    seal_folder,
    sha256_of,
    sweep_leavings,
    write_json_durably,
)
from ..durable.fingerprint import student_fingerprint
from ..hardware import use_threads
from ..jobs.sample import read_requests
from ..protocol.events import EventStream, ProgressMeter
from ..protocol.job import ExportJob
from ..protocol.stopping import StopFlag
from ..student.model_folder import MANIFEST
from ..student.student import Student, load_student
from .comparison import compare_graphs
from .onnx_folder import BothGraphs, write_onnx_folder

PACKAGES = ("torch", "transformers", "tokenizers", "peft", "onnx", "onnxruntime")
FACTS = "export-facts.json"


def run_export(job: ExportJob, stream: EventStream, flag: StopFlag) -> dict[str, Any]:
    """The facts of the `done` event. Raises TrainerFailure."""
    began = time.monotonic()
    stream.enter("loading")
    job.lease.check()
    fingerprint = _fingerprint(job)
    finished = _find_finished(job, fingerprint)
    if finished is not None:
        return finished
    job.output.parent.mkdir(parents=True, exist_ok=True)
    sweep_leavings(job.output.parent)
    student = load_student(job.student, seed=0)
    threads = use_threads(job.threads, student.parameters)
    with folder_in_the_making(job.output) as scratch:
        measured = _write(job, student, scratch, threads, stream, flag)
        stream.enter("saving")
        _stop_if_asked(flag)
        seal_folder(scratch, MANIFEST, {"format": 1, "form": job.form, "fingerprint": fingerprint})
        job.lease.check()
        move_into_place(scratch, job.output)
    facts = {
        "form": job.form,
        "parameters": student.parameters,
        "seconds": round(time.monotonic() - began, 2),
        "threads": threads,
        "versions": {name: version(name) for name in PACKAGES},
        **({"onnx": measured} if measured else {}),
    }
    write_json_durably(_facts_file(job), {"fingerprint": fingerprint, "facts": facts})
    return facts


def _write(
    job: ExportJob, student: Student, scratch: Path, threads: int, stream: EventStream, flag: StopFlag
) -> dict[str, Any] | None:
    if job.form == "transformers":
        stream.enter("exporting")
        model: Any = student.model
        model.to(student.dtype).save_pretrained(scratch)
        student.tokenizer.save_pretrained(scratch)
        return None

    def compare(graphs: BothGraphs) -> dict[str, Any] | None:
        if job.compare is None:
            return None
        stream.enter("comparing")
        requests = read_requests(job.compare)
        meter = ProgressMeter(stream, len(requests))

        def advance(prompts: int, tokens: int) -> None:
            _stop_if_asked(flag)
            meter.advance(prompts, tokens)

        return compare_graphs(student, requests, graphs, threads=threads, advance=advance)

    return write_onnx_folder(student, scratch, compare=compare if job.int8 else None, enter=stream.enter)


def _stop_if_asked(flag: StopFlag) -> None:
    if flag.requested:
        raise flag.failure("Nothing was written yet.")


def _fingerprint(job: ExportJob) -> str:
    parts = {
        "student": student_fingerprint(job.student),
        "form": [job.form, job.int8, sha256_of(job.compare) if job.compare else None],
        "versions": {name: version(name) for name in PACKAGES},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _facts_file(job: ExportJob) -> Path:
    return job.lease.file.with_name(FACTS)


def _find_finished(job: ExportJob, fingerprint: str) -> dict[str, Any] | None:
    """The facts of an attempt that had finished but could not tell; its folder is checked first."""
    manifest = read_manifest(job.output, MANIFEST)
    if manifest is None or manifest.get("fingerprint") != fingerprint or find_damage(job.output, manifest) is not None:
        return None
    try:
        saved = json.loads(_facts_file(job).read_text(encoding="utf-8"))
        return saved["facts"] if saved["fingerprint"] == fingerprint else None
    except (OSError, ValueError, KeyError):
        return None
