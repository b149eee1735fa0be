"""Killed at any point, a job that is resumed leaves the bytes an undisturbed one leaves."""

import importlib
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import limbeck_trainer.training.durable_trainer as durable_trainer
from limbeck_trainer.durable import checkpoints
from limbeck_trainer.protocol.failures import TrainerFailure, failure_of
from limbeck_trainer.protocol.stopping import StopFlag
from support import Event, Recorder, digest_of, kill_self, run_forked, run_here, take_lease, train_job

# 40 rows in batches of 4: 10 steps an epoch, 3 epochs, so that resuming inside a later epoch is tried as well.
PARAMS = {"epochs": 3, "save_steps": 6}
STEPS = 30


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict]:
    folder = tmp_path_factory.mktemp("jobs") / "undisturbed"
    facts = run_here(train_job(folder, **PARAMS))
    return folder.parent, digest_of(folder / "model"), facts


def at_step(step: int) -> Callable[[], None]:
    """Kill after an optimizer step, before anything is saved for it."""

    def prepare() -> None:
        report = durable_trainer.DurableTrainer._report

        def kill_at(self: durable_trainer.DurableTrainer, logs: dict) -> None:
            report(self, logs)
            if self.state.global_step == step:
                kill_self()

        durable_trainer.DurableTrainer._report = kill_at

    return prepare


def in_save(name: str, save: int) -> Callable[[], None]:
    """Kill when the n-th save comes to this function of the checkpoint store."""

    def prepare() -> None:
        original = getattr(checkpoints, name)
        seen = [0]

        def kill_in(*arguments: object) -> None:
            seen[0] += 1
            if seen[0] == save:
                kill_self()
            original(*arguments)

        setattr(checkpoints, name, kill_in)

    return prepare


KILLS = {
    "before the first checkpoint": (at_step(4), None),
    "between checkpoints": (at_step(15), 12),
    "during a save, before its manifest": (in_save("seal_folder", 3), 12),
    "during a save, before its rename": (in_save("move_into_place", 2), 6),
}


@pytest.mark.parametrize("name", KILLS)
def test_killed_and_resumed_equals_undisturbed(name: str, undisturbed: tuple[Path, str, dict]) -> None:
    shared, digest, facts = undisturbed
    prepare, expected = KILLS[name]
    folder = shared / name.replace(" ", "-").replace(",", "")
    status = run_forked(train_job(folder, **PARAMS), prepare)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert not (folder / "model").exists()

    stream = Recorder()
    resumed = run_here(train_job(folder, token=2, **PARAMS), stream)

    said = [event for event in stream.events if event["event"] == "resumed"]
    assert said == ([] if expected is None else [{"event": "resumed", "step": expected, "skipped": []}])
    assert resumed["resumed_from"] == expected
    assert digest_of(folder / "model") == digest
    for fact in ("losses", "tokens", "steps", "final_loss", "epochs"):
        assert resumed[fact] == facts[fact]
    # What the killed process left half made is gone.
    assert not [path for path in (folder / "checkpoints").iterdir() if path.name.startswith(".")]


def test_killed_while_the_model_is_written(undisturbed: tuple[Path, str, dict]) -> None:
    shared, digest, _ = undisturbed
    folder = shared / "in-export"

    def prepare() -> None:
        import limbeck_trainer.student.model_folder as model_folder

        model_folder.seal_folder = lambda *_: kill_self()

    assert os.WTERMSIG(run_forked(train_job(folder, **PARAMS), prepare)) == signal.SIGKILL
    facts = run_here(train_job(folder, token=2, **PARAMS))
    assert facts["resumed_from"] == STEPS  # nothing is trained again
    assert digest_of(folder / "model") == digest


def test_a_finished_job_run_again_only_tells_its_facts(undisturbed: tuple[Path, str, dict]) -> None:
    shared, digest, facts = undisturbed
    stream = Recorder()
    again = run_here(train_job(shared / "undisturbed", token=2, **PARAMS), stream)
    assert again == facts
    assert [event["event"] for event in stream.events] == ["phase"]
    assert digest_of(shared / "undisturbed" / "model") == digest


def test_a_damaged_checkpoint_is_passed_over_and_named(undisturbed: tuple[Path, str, dict]) -> None:
    shared, digest, _ = undisturbed
    folder = shared / "damaged"
    run_forked(train_job(folder, **PARAMS), at_step(20))
    newest = folder / "checkpoints" / "step-00000018-token-1"
    weights = newest / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    stream = Recorder()
    run_here(train_job(folder, token=2, **PARAMS), stream)
    (said,) = [event for event in stream.events if event["event"] == "resumed"]
    assert said["step"] == 12
    assert said["skipped"][0].startswith("step-00000018-token-1: model.safetensors has ")
    assert digest_of(folder / "model") == digest


def test_asked_to_stop_it_saves_the_step_it_is_at(undisturbed: tuple[Path, str, dict]) -> None:
    shared, digest, _ = undisturbed
    folder = shared / "stopped"
    flag = StopFlag()

    def stop_soon(event: Event) -> None:
        if event["event"] == "progress":
            flag.request("got SIGTERM")

    with pytest.raises(TrainerFailure) as stopped:
        run_here(train_job(folder, **PARAMS), Recorder(stop_soon), flag)
    assert stopped.value.code == "trainer-stopped"
    assert stopped.value.retryable
    facts = run_here(train_job(folder, token=2, **PARAMS))
    assert 1 <= facts["resumed_from"] < STEPS
    assert digest_of(folder / "model") == digest


def test_a_trainer_that_lost_its_lease_writes_nothing_more(undisturbed: tuple[Path, str, dict]) -> None:
    shared, _, _ = undisturbed
    folder = shared / "overtaken"

    def overtake(event: Event) -> None:
        if event["event"] == "checkpoint" and event["step"] == 6:
            take_lease(folder, 2)

    with pytest.raises(TrainerFailure) as lost:
        run_here(train_job(folder, **PARAMS), Recorder(overtake))
    assert lost.value.code == "lease-lost"
    assert [path.name for path in (folder / "checkpoints").iterdir()] == ["step-00000006-token-1"]
    assert not (folder / "model").exists()


def test_a_full_disk_is_told_as_such_and_the_last_checkpoint_stands(undisturbed: tuple[Path, str, dict]) -> None:
    shared, digest, _ = undisturbed
    folder = shared / "full-disk"
    codes = shared / "full-disk-code"

    def prepare() -> None:
        original = checkpoints.seal_folder
        saves = [0]

        def fill(*arguments: object) -> None:
            original(*arguments)  # pyright: ignore[reportArgumentType]
            saves[0] += 1
            if saves[0] == 2:  # from here on no file may grow beyond a kilobyte
                resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

        checkpoints.seal_folder = fill
        from limbeck_trainer.jobs.train import run_training

        def tell(*arguments: object) -> dict:
            try:
                return run_training(*arguments)  # pyright: ignore[reportArgumentType]
            except BaseException as error:
                codes.write_text(failure_of(error).code)
                raise

        import limbeck_trainer.jobs.train as training

        training.run_training = tell

    assert run_forked(train_job(folder, **PARAMS), prepare) != 0
    assert codes.read_text() == "disk-full"
    assert run_here(train_job(folder, token=2, **PARAMS))["resumed_from"] == 12
    assert digest_of(folder / "model") == digest


@pytest.mark.parametrize("objective", ["dpo", "grpo"])
def test_killed_on_the_other_bases_it_resumes_exactly_as_well(objective: str, tuned: Path, tmp_path: Path) -> None:
    """The contract suite stops them all in turn; here a process of its own dies between two checkpoints."""
    case = importlib.import_module(f"limbeck_trainer.objectives.{objective}.contract_case").CASE
    params = {"save_steps": 3, "lora": {"r": 4, "dropout": 0.1}}
    asked: list[list[int]] = []

    def run(folder: Path, token: int) -> dict:
        stream = Recorder(answer=case.answer)
        facts = run_here(case.job(folder, objective, tuned, token=token, **params), stream)
        asked.append([event["number"] for event in stream.events if event["event"] == "question"])
        return facts

    whole = run(tmp_path / "whole", 1)
    job = case.job(tmp_path / "killed", objective, tuned, **params)
    assert os.WTERMSIG(run_forked(job, at_step(5), answer=case.answer)) == signal.SIGKILL
    resumed = run(tmp_path / "killed", 2)
    assert resumed["resumed_from"] == 3
    assert digest_of(tmp_path / "killed" / "model") == digest_of(tmp_path / "whole" / "model")
    assert (resumed["losses"], resumed["metrics"]) == (whole["losses"], whole["metrics"])
    # Steps 0 to 4 were asked about by the one that was killed, and their answers are kept.
    assert asked[1] == [number for number in asked[0] if number >= 5]


def test_lora_with_dropout_and_accumulation_resumes_exactly(tmp_path: Path) -> None:
    params = {"epochs": 2, "save_steps": 3, "gradient_accumulation": 3, "lora": {"r": 4, "dropout": 0.1}}
    run_here(train_job(tmp_path / "whole", **params))
    run_forked(train_job(tmp_path / "killed", **params), at_step(5))
    facts = run_here(train_job(tmp_path / "killed", token=2, **params))
    assert facts["resumed_from"] == 3
    assert facts["trainable_parameters"] < facts["parameters"]
    assert digest_of(tmp_path / "killed" / "model") == digest_of(tmp_path / "whole" / "model")
