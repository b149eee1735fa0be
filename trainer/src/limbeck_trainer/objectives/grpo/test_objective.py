"""What GRPO samples, asks and averages, and how far from its reference it says it is."""

from pathlib import Path
from typing import Any

import pytest

from limbeck_trainer.objectives.grpo.contract_case import CASE, answer
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.stopping import StopFlag
from support import Event, Recorder, digest_of, run_here

STEADY = {"warmup_steps": 0, "schedule": "constant", "learning_rate": 1e-3, "max_steps": 3}


def train(folder: Path, tuned: Path, **params: Any) -> tuple[dict[str, Any], Recorder]:
    stream = Recorder(answer=answer)
    return run_here(CASE.job(folder, "grpo", tuned, **{**STEADY, **params}), stream), stream


def questions(stream: Recorder) -> list[Event]:
    return [event for event in stream.events if event["event"] == "question"]


def test_one_question_a_step_with_the_rows_as_they_came_and_a_group_of_replies_to_each(
    tuned: Path, tmp_path: Path
) -> None:
    facts, stream = train(tmp_path / "job", tuned)
    asked = questions(stream)
    assert [event["number"] for event in asked] == [0, 1, 2]
    assert all(item["row"] in list(CASE.rows) for event in asked for item in event["items"])
    assert {len(item["replies"]) for event in asked for item in event["items"]} == {6}
    assert len({item["row"]["id"] for event in asked for item in event["items"]}) == 12  # 4 prompts a step, none twice
    rewards = [reward for item in asked[0]["items"] for reward in answer(item)]
    assert facts["metrics"]["reward"][0] == [1, pytest.approx(sum(rewards) / len(rewards), abs=1e-6)]


@pytest.mark.parametrize("loss", ["dapo", "grpo", "dr-grpo"])
def test_prompts_that_are_accumulated_teach_as_one_large_batch_does(tuned: Path, tmp_path: Path, loss: str) -> None:
    (large, _), (small, _) = (
        train(tmp_path / name, tuned, loss=loss, max_steps=1, **batches)
        for name, batches in (
            ("large", {"batch_size": 6}),
            ("small", {"batch_size": 2, "gradient_accumulation": 3}),
        )
    )
    assert large["losses"][0][1] == pytest.approx(small["losses"][0][1], abs=1e-5)
    assert large["metrics"] == small["metrics"]


def test_straying_is_measured_from_nought_and_costs(tuned: Path, tmp_path: Path) -> None:
    free, _ = train(tmp_path / "free", tuned, kl_weight=1e-9, max_steps=8)
    held, _ = train(tmp_path / "held", tuned, kl_weight=5, max_steps=8)
    assert free["metrics"]["kl"][0][1] == pytest.approx(0, abs=1e-5)
    assert free["metrics"]["kl"][-1][1] > 0.01
    assert held["metrics"]["kl"][-1][1] < free["metrics"]["kl"][-1][1]
    assert "kl" not in train(tmp_path / "without", tuned)[0]["metrics"]


def test_rewards_that_are_all_alike_teach_nothing(tuned: Path, tmp_path: Path) -> None:
    job = CASE.job(tmp_path / "job", "grpo", tuned, **STEADY)
    facts = run_here(job, Recorder(answer=lambda item: [1] * len(item["replies"])))
    assert [value for _, value in facts["metrics"]["all_alike"]] == [1, 1, 1]
    assert [loss for _, loss in facts["losses"]] == [0, 0, 0]


def test_stopped_while_it_waits_for_an_answer_it_keeps_the_step_and_goes_on_exactly(
    tuned: Path, tmp_path: Path
) -> None:
    whole, _ = train(tmp_path / "whole", tuned, lora={"r": 4, "dropout": 0.1})
    flag = StopFlag()
    params = {**STEADY, "lora": {"r": 4, "dropout": 0.1}}

    def stop(event: Event) -> None:
        if event["event"] == "question" and event["number"] == 2:
            flag.request("got SIGTERM")

    stream = Recorder(stop, answer=answer)
    with pytest.raises(TrainerFailure) as stopped:
        run_here(CASE.job(tmp_path / "job", "grpo", tuned, **params), stream, flag)
    assert stopped.value.message.endswith("Question 2 was not answered yet.")
    facts = run_here(CASE.job(tmp_path / "job", "grpo", tuned, token=2, **params), Recorder(answer=answer))
    assert facts["resumed_from"] == 2
    assert digest_of(tmp_path / "job" / "model") == digest_of(tmp_path / "whole" / "model")
    assert facts["metrics"] == whole["metrics"]


@pytest.mark.parametrize(
    ("answered", "says"),
    [
        (lambda _: [1], "asked for 6 rewards of each prompt and got [1]"),
        (lambda _: [float("nan")] * 6, "asked for 6 rewards"),
        (lambda _: "good", "asked for 6 rewards of each prompt and got good"),
    ],
)
def test_an_answer_that_is_no_rewards_is_refused(tuned: Path, tmp_path: Path, answered: Any, says: str) -> None:
    with pytest.raises(TrainerFailure) as failed:
        run_here(CASE.job(tmp_path / "job", "grpo", tuned), Recorder(answer=answered))
    assert failed.value.code == "answer-invalid"
    assert says in failed.value.message


def test_what_nothing_would_look_at_is_refused_and_so_is_no_room_for_a_prompt(tuned: Path, tmp_path: Path) -> None:
    job = CASE.job(tmp_path / "job", "grpo", tuned)
    job["models"]["reference"] = {"path": str(tuned), "initial": "weights"}
    with pytest.raises(TrainerFailure, match="with kl_weight 0 nothing looks at it"):
        run_here(job)
    with pytest.raises(TrainerFailure, match="no room is left for a prompt"):
        train(tmp_path / "room", tuned, max_new_tokens=96)
    with pytest.raises(TrainerFailure) as failed:
        train(tmp_path / "long", tuned, max_new_tokens=90)
    assert failed.value.code == "rows-over-long"
