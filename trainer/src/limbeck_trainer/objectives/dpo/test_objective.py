"""DPO's first loss from its definition, the reference it is measured against, and what is kept of it."""

import math
from pathlib import Path
from typing import Any

import pytest

import limbeck_trainer.training.reference_scores as scoring
from limbeck_trainer.data.pairs import tokenize_pairs
from limbeck_trainer.data.rows import read_rows
from limbeck_trainer.objectives.dpo.contract_case import CASE
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.stopping import StopFlag
from replies import load, reply_log_prob
from support import Event, Recorder, digest_of, run_here, train_job

ALL = {"max_steps": 1, "batch_size": 32}


def first_loss(folder: Path, tuned: Path, **params: Any) -> float:
    return run_here(CASE.job(folder, "dpo", tuned, **{**ALL, **params}))["losses"][0][1]


@pytest.mark.parametrize(("loss", "expected"), [("sigmoid", math.log(2)), ("ipo", 25), ("hinge", 1)])
def test_at_its_own_start_every_margin_is_nought(tuned: Path, tmp_path: Path, loss: str, expected: float) -> None:
    assert first_loss(tmp_path / "job", tuned, loss=loss) == pytest.approx(expected, abs=1e-4)


def test_against_a_reference_of_its_own_the_first_loss_is_the_definition(tuned: Path, tmp_path: Path) -> None:
    run_here({**train_job(tmp_path / "other", epochs=4), "seed": 11})
    reference = tmp_path / "other" / "model"
    job = CASE.job(tmp_path / "job", "dpo", tuned, **ALL)
    job["models"]["reference"] = {"path": str(reference), "initial": "weights"}
    facts = run_here(job)
    policy, before = load(tuned), load(reference)
    losses = []
    for row in CASE.rows:
        better, worse = (
            reply_log_prob(policy, row["prompt"], row[side]) - reply_log_prob(before, row["prompt"], row[side])
            for side in ("chosen", "rejected")
        )
        losses.append(math.log(1 + math.exp(-0.1 * (better - worse))))
    assert facts["losses"][0][1] == pytest.approx(sum(losses) / len(losses), abs=1e-4)


def test_small_batches_that_are_accumulated_lose_as_one_large_batch_does(tuned: Path, tmp_path: Path) -> None:
    steady = {"max_steps": 2, "warmup_steps": 0, "schedule": "constant", "learning_rate": 1e-4}
    losses = [
        run_here(CASE.job(tmp_path / name, "dpo", tuned, **steady, **batches))["losses"][1][1]
        for name, batches in (
            ("large", {"batch_size": 32}),
            ("small", {"batch_size": 5, "gradient_accumulation": 7}),  # the last batch is smaller
        )
    ]
    assert losses[0] == pytest.approx(losses[1], abs=2e-4)


def test_reference_scores_are_made_once_also_when_the_job_is_stopped_among_them(tuned: Path, tmp_path: Path) -> None:
    scored: list[int] = []
    score = scoring._score

    def counted(work: Any, reference: Any, pairs: Any, how: Any) -> Any:
        scored.append(len(pairs))
        return score(work, reference, pairs, how)

    flag = StopFlag()

    def stop_soon(event: Event) -> None:
        if event["event"] == "progress":
            flag.request("got SIGTERM")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_score", counted)
        with pytest.raises(TrainerFailure, match="The reference scores of 8 of 32 pairs are kept"):
            run_here(CASE.job(tmp_path / "job", "dpo", tuned), Recorder(stop_soon), flag)
        run_here(CASE.job(tmp_path / "job", "dpo", tuned, token=2))
    assert scored == [8, 8, 8, 8]
    run_here(CASE.job(tmp_path / "whole", "dpo", tuned))
    assert digest_of(tmp_path / "job" / "model") == digest_of(tmp_path / "whole" / "model")


def test_with_lora_the_reference_is_the_student_without_its_adapters(tuned: Path, tmp_path: Path) -> None:
    facts = run_here(CASE.job(tmp_path / "job", "dpo", tuned, **ALL, lora={"r": 4}))
    assert facts["losses"][0][1] == pytest.approx(math.log(2), abs=1e-4)
    assert facts["trainable_parameters"] < facts["parameters"]
    assert facts["metrics"]["margin"][0][1] == pytest.approx(0, abs=1e-4)


def test_smoothing_where_the_loss_has_none_is_refused(tuned: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainerFailure) as failed:
        first_loss(tmp_path / "job", tuned, loss="hinge", label_smoothing=0.1)
    assert failed.value.code == "params-invalid"


def test_a_reference_with_other_tokens_is_refused(tuned: Path, tmp_path: Path) -> None:
    other = train_job(tmp_path / "other", max_steps=1)
    other["models"]["student"]["tokenizer"]["vocab_size"] = 262
    run_here(other)
    job = CASE.job(tmp_path / "job", "dpo", tuned)
    job["models"]["reference"] = {"path": str(tmp_path / "other" / "model"), "initial": "weights"}
    with pytest.raises(TrainerFailure) as failed:
        run_here(job)
    assert failed.value.code == "tokenizers-differ"


def test_pairs_that_are_too_long_fail_or_are_counted(tuned: Path, tmp_path: Path) -> None:
    job = CASE.job(tmp_path / "fail", "dpo", tuned, **ALL)
    rows = read_rows(map(Path, job["inputs"]["rows"]["files"]))
    pairs = tokenize_pairs(rows, load(tuned).chat, max_length=99, over_long="fail").pairs
    longest = max(pair.length for pair in pairs)
    under = sum(pair.length < longest for pair in pairs)
    job["params"]["max_length"] = longest - 1
    with pytest.raises(TrainerFailure) as failed:
        run_here(job)
    assert failed.value.code == "rows-over-long"
    assert f"{32 - under} of 32 pairs exceed max_length ({longest - 1} tokens)" in failed.value.message
    job["params"]["over_long"] = "drop"
    facts = run_here(job)
    assert (facts["rows"], facts["rows_over_long"], facts["rows_in"]) == (under, 32 - under, 32)
    job["params"]["max_length"] = 8
    with pytest.raises(TrainerFailure, match="All 32 pairs are longer than max_length"):
        run_here(job)
