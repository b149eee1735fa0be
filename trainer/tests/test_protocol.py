"""The program as Limbeck starts it: arguments, events against their schema, signals, the parent's death."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from limbeck_trainer.objectives import (
    check_given,
    describe_objective,
    folder_name,
    list_objectives,
    load_objective,
    resolve_params,
    with_shared_params,
)
from limbeck_trainer.protocol.events import EventStream
from limbeck_trainer.protocol.failures import TrainerFailure, failure_of
from limbeck_trainer.protocol.job import SCHEMAS, load_job
from support import TRAINER, Event, Job, train_job, write_job

EVENTS = Draft202012Validator(json.loads((SCHEMAS / "trainer-event.schema.json").read_text()))
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(TRAINER / "src")}


def start(job_file: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "limbeck_trainer", str(job_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        text=True,
    )


def test_a_whole_run_speaks_valid_events_without_a_pause_and_then_stops_with_its_parent(tmp_path: Path) -> None:
    """One process start for both: the job is long, and the parent goes away in the midst of training."""
    process = start(write_job(train_job(tmp_path / "job", max_steps=100_000)))
    assert process.stdin
    assert process.stdout
    events: list[Event] = []
    heard = time.monotonic()
    longest = 0.0
    for line in process.stdout:
        longest, heard = max(longest, time.monotonic() - heard), time.monotonic()
        events.append(json.loads(line))
        EVENTS.validate(events[-1])
        if events[-1]["event"] == "progress" and events[-1]["step"] > 1:
            process.stdin.close()
    assert process.wait() == 1
    phases = [event["phase"] for event in events if event["event"] == "phase"]
    assert phases[:3] == ["starting", "loading", "training"]
    assert longest < 60  # 3 s are aimed at, 120 s of silence end a trainer; a busy machine may be late
    assert events[-1]["code"] == "trainer-stopped"
    assert "process that started it is gone" in events[-1]["message"]
    (saved,) = [event for event in events if event["event"] == "checkpoint"]
    assert (Path(saved["path"]) / "checkpoint.json").is_file()


def test_phases_tell_which_gpu_is_held_and_nothing_on_the_processor() -> None:
    reader, writer = os.pipe()
    stream = EventStream(writer)
    stream.enter("loading")
    stream.device = "cuda"
    stream.enter("training")
    os.close(writer)
    with os.fdopen(reader) as lines:
        events = [json.loads(line) for line in lines]
    for event in events:
        EVENTS.validate(event)
    assert events == [
        {"event": "phase", "phase": "loading"},
        {"event": "phase", "phase": "training", "device": "cuda"},
    ]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"epochs": 3}, "unexpected"),
        ({"seed": "7"}, "seed"),
        ({"kind": "cook"}, "'cook'"),
        ({"models": {"student": {"path": "/x", "initial": "guess"}}}, "models/student/initial"),
        ({"models": {}}, "'student' is a required property"),
        ({"inputs": {}}, "inputs: "),
        ({"output": "relative/path"}, "not absolute"),
        ({"device": "tpu"}, "device"),
    ],
)
def test_a_job_that_is_not_valid_is_told_where(tmp_path: Path, change: Job, where: str) -> None:
    with pytest.raises(TrainerFailure) as failed:
        load_job(write_job({**train_job(tmp_path / "job"), **change}))
    assert failed.value.code == "trainer-job-invalid"
    assert where in failed.value.message


def test_an_unreadable_job_exits_2_with_a_failed_event(tmp_path: Path) -> None:
    file = tmp_path / "job.json"
    file.write_text("{")
    process = start(file)
    out, _ = process.communicate()
    events = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 2
    assert [event["event"] for event in events if event["event"] != "alive"] == ["phase", "failed"]
    EVENTS.validate(events[-1])


@pytest.mark.parametrize("objective", list_objectives())
def test_an_objective_describes_itself_and_its_parameters(objective: str) -> None:
    description = describe_objective(objective)
    assert description["id"] == objective
    Draft202012Validator.check_schema(description["params"])
    assert description["engine"] in ("supervised", "preference", "online")
    # What names a model is a parameter: the compiler follows it, and the job has the model under this role.
    assert "student" in description["needs"]
    assert description["needs"].keys() <= description["params"]["properties"].keys()
    properties = description["params"]["properties"]
    assert all(value.get("description", "").endswith(".") for value in properties.values())


@pytest.mark.parametrize(
    ("params", "where"),
    [
        ({"epoch": 3}, "'epoch' was unexpected"),
        ({"learning_rate": 0}, "learning_rate"),
        ({"lora": {"rank": 3}}, "lora: "),
        ({"schedule": "linaer"}, "schedule"),
    ],
)
def test_parameters_are_checked_against_the_objective(params: Job, where: str) -> None:
    with pytest.raises(TrainerFailure) as failed:
        resolve_params(describe_objective("sft"), params)
    assert failed.value.code == "params-invalid"
    assert where in failed.value.message


def test_models_and_rows_that_an_objective_does_not_look_at_are_refused_and_so_are_missing_ones() -> None:
    sft = describe_objective("sft")
    check_given(sft, {"student": 1}, {"rows": "rationale"})
    for models, inputs, says in [
        ({"student": 1, "teacher": 1}, {"rows": "sft"}, "sft has no use for teacher."),
        ({"student": 1}, {"rows": "sft", "more": "sft"}, "sft has no use for more."),
        ({}, {"rows": "sft"}, "sft is not given its student."),
        ({"student": 1}, {}, "sft is not given its rows."),
        ({"student": 1}, {"rows": "pair"}, "sft takes sft, rationale, dialogue rows as rows, and is given pair."),
    ]:
        with pytest.raises(TrainerFailure) as failed:
            check_given(sft, models, inputs)
        assert failed.value.code == "trainer-job-invalid"
        assert failed.value.message == says


def test_shared_parameters_come_first_and_an_objective_s_own_win() -> None:
    own = {"properties": {"over_long": {"const": "drop"}, "mine": {}}, "required": ["mine"]}
    params = with_shared_params({"include": ["student", "lengths"], "params": own})["params"]
    assert list(params["properties"]) == ["student", "max_length", "over_long", "mine"]
    assert params["properties"]["over_long"] == {"const": "drop"}
    assert params["required"] == ["student", "mine"]


def test_the_folder_of_every_objective_is_a_python_module() -> None:
    for objective in list_objectives():
        assert folder_name(objective).isidentifier()
        assert callable(load_objective(objective).create_trainer)


def test_an_unknown_objective_teaches_the_known_ones() -> None:
    with pytest.raises(TrainerFailure) as failed:
        describe_objective("stf")
    assert failed.value.hint == f"Known: {', '.join(list_objectives())}."


@pytest.mark.parametrize(
    ("error", "code", "retryable"),
    [
        (OSError(28, "No space left on device"), "disk-full", False),
        (RuntimeError("PytorchStreamWriter failed writing file data/1: file write failed"), "disk-full", False),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), "trainer-out-of-memory", False),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "trainer-out-of-memory", False),
        (MemoryError(), "trainer-out-of-memory", False),
        (PermissionError(13, "denied", "/x"), "folder-not-writable", False),
        (OSError(5, "Input/output error"), "trainer-crashed", True),
        (ValueError("what?"), "trainer-crashed", False),
    ],
)
def test_errors_of_libraries_get_a_code_and_a_hint(error: BaseException, code: str, retryable: bool) -> None:
    failure = failure_of(error)
    assert (failure.code, failure.retryable) == (code, retryable)
    assert failure.hint
