"""Reading and checking a job. The schemas are the wire's one source of truth; this only loads them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..durable.lease import Lease
from .failures import TrainerFailure

SCHEMAS = Path(__file__).resolve().parents[4] / "schemas"


@dataclass(frozen=True)
class TokenizerSpec:
    vocab_size: int
    train_on: tuple[Path, ...]


@dataclass(frozen=True)
class StudentSpec:
    path: Path
    initial: str
    tokenizer: TokenizerSpec | None
    adapter: Path | None


@dataclass(frozen=True)
class InputSpec:
    """Rows for one port: their kind says which columns are read; `side` is a folder of binary files that rows name."""

    kind: str
    files: tuple[Path, ...]
    side: Path | None


@dataclass(frozen=True)
class TrainJob:
    objective: str
    models: dict[str, StudentSpec]
    inputs: dict[str, InputSpec]
    params: dict[str, Any]
    seed: int
    checkpoints: Path
    output: Path
    lease: Lease
    device: str
    threads: int

    @property
    def student(self) -> StudentSpec:
        return self.models["student"]


@dataclass(frozen=True)
class SampleJob:
    student: StudentSpec
    requests: Path
    output: Path
    batch_rows: int
    seed: int
    lease: Lease
    device: str
    threads: int


@dataclass(frozen=True)
class ExportJob:
    student: StudentSpec
    form: str
    int8: bool
    compare: Path | None
    output: Path
    lease: Lease
    threads: int


@dataclass(frozen=True)
class ScoreJob:
    model: StudentSpec
    requests: Path
    output: Path
    values: Path
    batch_rows: int
    seed: int
    lease: Lease
    device: str
    threads: int


Job = TrainJob | SampleJob | ScoreJob | ExportJob


def invalid(message: str, hint: str = "The job is written by Limbeck itself: report this.") -> TrainerFailure:
    return TrainerFailure("trainer-job-invalid", message, hint)


def load_job(path: Path) -> Job:
    """Raises `trainer-job-invalid`."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise invalid(f"The job file {path} cannot be read: {error}") from error
    schema = json.loads((SCHEMAS / "trainer-job.schema.json").read_text(encoding="utf-8"))
    kind = raw.get("kind") if isinstance(raw, dict) else None
    known = {
        "train": ("TrainJob", _train_job),
        "sample": ("SampleJob", _sample_job),
        "score": ("ScoreJob", _score_job),
        "export": ("ExportJob", _export_job),
    }
    if kind not in known:
        raise invalid(f"This trainer knows no job of kind {kind!r}.", f"Known kinds: {', '.join(known)}.")
    definition, read = known[kind]
    check_against({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}, raw, "the job")
    return read(raw)


def check_against(schema: dict[str, Any], value: Any, what: str, code: str = "trainer-job-invalid") -> None:
    """All problems at once, each with its place."""
    from jsonschema import Draft202012Validator

    problems = sorted(Draft202012Validator(schema).iter_errors(value), key=lambda problem: list(map(str, problem.path)))
    if not problems:
        return
    texts = []
    for problem in problems:
        place = "/".join(str(part) for part in problem.absolute_path)
        texts.append(f"{place}: {problem.message}" if place else problem.message)
    raise TrainerFailure(code, f"In {what}: {'; '.join(texts)}", "Change the named values.")


def _student(raw: dict[str, Any]) -> StudentSpec:
    tokenizer = raw.get("tokenizer")
    return StudentSpec(
        path=_absolute(raw["path"]),
        initial=raw["initial"],
        tokenizer=TokenizerSpec(tokenizer["vocab_size"], tuple(_absolute(file) for file in tokenizer["train_on"]))
        if tokenizer
        else None,
        adapter=_absolute(raw["adapter"]) if "adapter" in raw else None,
    )


def _input(raw: dict[str, Any]) -> InputSpec:
    return InputSpec(
        kind=raw["kind"],
        files=tuple(_absolute(file) for file in raw["files"]),
        side=_absolute(raw["side"]) if "side" in raw else None,
    )


def _absolute(text: str) -> Path:
    path = Path(text)
    if not path.is_absolute():
        raise invalid(f"The path {text!r} is not absolute.")
    return path


def _lease(raw: dict[str, Any]) -> Lease:
    return Lease(_absolute(raw["file"]), raw["token"])


def _train_job(raw: dict[str, Any]) -> TrainJob:
    return TrainJob(
        objective=raw["objective"],
        models={role: _student(model) for role, model in raw["models"].items()},
        inputs={port: _input(given) for port, given in raw["inputs"].items()},
        params=raw["params"],
        seed=raw["seed"],
        checkpoints=_absolute(raw["checkpoints"]),
        output=_absolute(raw["output"]),
        lease=_lease(raw["lease"]),
        device=raw["device"],
        threads=raw["threads"],
    )


def _sample_job(raw: dict[str, Any]) -> SampleJob:
    return SampleJob(
        student=_student(raw["student"]),
        requests=_absolute(raw["requests"]),
        output=_absolute(raw["output"]),
        batch_rows=raw["batch_rows"],
        seed=raw["seed"],
        lease=_lease(raw["lease"]),
        device=raw["device"],
        threads=raw["threads"],
    )


def _score_job(raw: dict[str, Any]) -> ScoreJob:
    return ScoreJob(
        model=_student(raw["model"]),
        requests=_absolute(raw["requests"]),
        output=_absolute(raw["output"]),
        values=_absolute(raw["values"]),
        batch_rows=raw["batch_rows"],
        seed=raw["seed"],
        lease=_lease(raw["lease"]),
        device=raw["device"],
        threads=raw["threads"],
    )


def _export_job(raw: dict[str, Any]) -> ExportJob:
    return ExportJob(
        student=_student(raw["student"]),
        form=raw["form"],
        int8=raw["int8"],
        compare=_absolute(raw["compare"]) if "compare" in raw else None,
        output=_absolute(raw["output"]),
        lease=_lease(raw["lease"]),
        threads=raw["threads"],
    )
