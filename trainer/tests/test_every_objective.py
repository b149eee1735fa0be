"""What every objective of index.json holds, in one process. Its `contract_case.py` says with which rows."""

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from limbeck_trainer.objectives import describe_objective, folder_name, list_objectives
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.stopping import StopFlag
from objective_case import ObjectiveCase
from support import Event, Recorder, digest_of, run_here

SAME = ("losses", "metrics", "tokens", "steps", "final_loss", "epochs", "rows")
SAVE_STEPS = 3


def case_of(objective: str) -> ObjectiveCase:
    return importlib.import_module(f"limbeck_trainer.objectives.{folder_name(objective)}.contract_case").CASE


@pytest.fixture(scope="module", params=list_objectives())
def whole(request: pytest.FixtureRequest, tuned: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An undisturbed training, for all tests of one objective."""
    objective: str = request.param
    case = case_of(objective)
    folder = tmp_path_factory.mktemp(objective) / "whole"
    stream = Recorder(answer=case.answer)
    facts = run_here(case.job(folder, objective, tuned, save_steps=SAVE_STEPS), stream)
    return {"objective": objective, "case": case, "folder": folder, "facts": facts, "stream": stream}


def test_the_same_rows_and_seed_give_the_same_bytes(whole: dict[str, Any], tuned: Path, tmp_path: Path) -> None:
    case: ObjectiveCase = whole["case"]
    again = run_here(case.job(tmp_path / "again", whole["objective"], tuned), Recorder(answer=case.answer))
    assert digest_of(tmp_path / "again" / "model") == digest_of(whole["folder"] / "model")
    assert {name: again.get(name) for name in SAME} == {name: whole["facts"].get(name) for name in SAME}
    # Another seed is another training, so the comparison can fail.
    job = {**case.job(tmp_path / "other", whole["objective"], tuned), "seed": 8}
    run_here(job, Recorder(answer=case.answer))
    assert digest_of(tmp_path / "other" / "model") != digest_of(whole["folder"] / "model")


def test_stopped_and_resumed_it_gives_the_same_bytes(whole: dict[str, Any], tuned: Path, tmp_path: Path) -> None:
    case: ObjectiveCase = whole["case"]
    flag = StopFlag()

    def stop_after_a_checkpoint(event: Event) -> None:
        if event["event"] == "checkpoint" and event["step"] == 2 * SAVE_STEPS:
            flag.request("got SIGTERM")

    folder = tmp_path / "stopped"
    first = Recorder(stop_after_a_checkpoint, answer=case.answer)
    with pytest.raises(TrainerFailure) as stopped:
        run_here(case.job(folder, whole["objective"], tuned, save_steps=SAVE_STEPS), first, flag)
    assert stopped.value.code == "trainer-stopped"
    second = Recorder(answer=case.answer)
    facts = run_here(case.job(folder, whole["objective"], tuned, token=2, save_steps=SAVE_STEPS), second)
    assert facts["resumed_from"] in (2 * SAVE_STEPS, 2 * SAVE_STEPS + 1)
    assert digest_of(folder / "model") == digest_of(whole["folder"] / "model")
    assert {name: facts.get(name) for name in SAME} == {name: whole["facts"].get(name) for name in SAME}
    # What was asked of the worker is asked once.
    numbers = [event["number"] for stream in (first, second) for event in stream.events if event["event"] == "question"]
    assert numbers == [event["number"] for event in whole["stream"].events if event["event"] == "question"]


def test_bad_rows_are_refused_by_name(whole: dict[str, Any], tuned: Path, tmp_path: Path) -> None:
    case: ObjectiveCase = whole["case"]
    for index, (row, because) in enumerate(case.bad_rows):
        bad = replace(case, rows=[*case.rows[:2], {"id": "the-bad-one", **row}])
        with pytest.raises(TrainerFailure) as failed:
            run_here(bad.job(tmp_path / f"bad-{index}", whole["objective"], tuned), Recorder(answer=case.answer))
        assert failed.value.code == "row-invalid"
        assert "rows.jsonl:3 (row the-bad-one)" in failed.value.message
        assert because in failed.value.message


def test_what_it_optimises_is_better_on_rows_it_has_not_seen(whole: dict[str, Any], tuned: Path) -> None:
    case: ObjectiveCase = whole["case"]
    before, after = case.quality(tuned), case.quality(whole["folder"] / "model")
    assert after >= before + case.gain, f"{before:.3f} -> {after:.3f}"


def test_its_engine_is_the_base_it_stands_on(whole: dict[str, Any]) -> None:
    engine = describe_objective(whole["objective"])["engine"]
    assert whole["facts"]["engine"] == engine


def test_every_step_tells_what_it_measures(whole: dict[str, Any]) -> None:
    for series in whole["facts"].get("metrics", {}).values():
        assert [step for step, _ in series] == [step for step, _ in whole["facts"]["losses"]]
