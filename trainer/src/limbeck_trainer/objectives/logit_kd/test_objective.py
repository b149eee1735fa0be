import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
import torch

from limbeck_trainer.data.side_files import SideFiles
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.training import durable_trainer
from replies import load
from support import Job, Recorder, digest_of, kill_self, run_forked, run_here, train_job, write_jsonl, write_student
from teachers import kl_of, logit_input, mean_kl, taught_teacher

ROWS = [{"id": f"r{n}", "prompt": f"Say {n * 37}", "completion": f"So: {n * 37}!"} for n in range(24)]
HELD_OUT = [n * 41 + 3 for n in range(12)]
ALL = 1000  # more than the vocabulary


@pytest.fixture(scope="module")
def teacher(tuned: Path) -> Path:
    return taught_teacher(tuned)


def live_job(folder: Path, tuned: Path, teacher: Path, token: int = 1, **params: Any) -> Job:
    folder.mkdir(parents=True, exist_ok=True)
    return {
        **train_job(folder, token),
        "objective": "logit-kd",
        "models": {
            "student": {"path": str(tuned), "initial": "weights"},
            "teacher": {"path": str(teacher), "initial": "weights"},
        },
        "inputs": {"rows": {"kind": "sft", "files": [str(write_jsonl(folder / "rows.jsonl", ROWS))]}},
        "params": {"batch_size": 8, "learning_rate": 2e-3, **params},
    }


def cached_job(folder: Path, tuned: Path, given: Job, token: int = 1, **params: Any) -> Job:
    return {
        **train_job(folder, token),
        "objective": "logit-kd",
        "models": {"student": {"path": str(tuned), "initial": "weights"}},
        "inputs": {"rows": given},
        "params": {"batch_size": 8, "learning_rate": 2e-3, **params},
    }


@pytest.fixture(scope="module")
def top_eight(teacher: Path, tmp_path_factory: pytest.TempPathFactory) -> Job:
    return logit_input(tmp_path_factory.mktemp("top-eight"), teacher, ROWS, top=8)


def reference(tuned: Path, teacher: Path) -> tuple[float, float]:
    """Mean KL and cross-entropy over all reply tokens, row by row."""
    one, other = load(teacher), load(tuned)
    distance = plain = 0.0
    count = 0
    for row in ROWS:
        reply: Any = other.tokenizer(f"{row['completion']}{other.tokenizer.eos_token}", add_special_tokens=False)
        ids = reply["input_ids"]
        prompt: Any = other.tokenizer(
            other.chat.render_prompt([{"role": "user", "content": row["prompt"]}]), add_special_tokens=False
        )["input_ids"]
        with torch.no_grad():
            logs = other.model(input_ids=torch.tensor([[*prompt, *ids]])).logits[0].log_softmax(-1)
        plain -= sum(float(logs[len(prompt) - 1 + at, token]) for at, token in enumerate(ids))
        distance += kl_of(one, other, row["prompt"], row["completion"]) * len(ids)
        count += len(ids)
    return distance / count, plain / count


@pytest.mark.parametrize("batches", [{"batch_size": 24}, {"batch_size": 6, "gradient_accumulation": 4}])
def test_the_first_loss_is_the_definition_however_the_step_is_cut(
    tmp_path: Path, tuned: Path, teacher: Path, batches: dict[str, int]
) -> None:
    facts = run_here(live_job(tmp_path / "job", tuned, teacher, max_steps=1, cross_entropy=0.25, **batches))
    distance, plain = reference(tuned, teacher)
    assert facts["metrics"]["divergence"][0][1] == pytest.approx(distance, abs=1e-4)
    assert facts["metrics"]["cross_entropy"][0][1] == pytest.approx(plain, abs=1e-4)
    assert facts["losses"][0][1] == pytest.approx(0.25 * plain + 0.75 * distance, abs=1e-4)


def test_a_cache_of_the_whole_vocabulary_trains_as_the_teacher_itself(
    tmp_path: Path, tuned: Path, teacher: Path
) -> None:
    params = {"max_steps": 6, "temperature": 2.0}
    whole = logit_input(tmp_path / "whole", teacher, ROWS, top=ALL, temperature=2.0)
    live = run_here(live_job(tmp_path / "live", tuned, teacher, **params))
    cached = run_here(cached_job(tmp_path / "cached", tuned, whole, **params))
    for (step, loss), (other_step, other_loss) in zip(live["losses"], cached["losses"], strict=True):
        assert (step, loss) == (other_step, pytest.approx(other_loss, abs=2e-4))
    # The square of the temperature is in the loss, and in it alone.
    first = {name: series[0][1] for name, series in live["metrics"].items()}
    expected = 0.5 * first["cross_entropy"] + 0.5 * 4 * first["divergence"]
    assert live["losses"][0][1] == pytest.approx(expected, abs=1e-4)


def test_a_cache_of_few_tokens_brings_the_student_closer_on_rows_it_has_not_seen(
    tmp_path: Path, tuned: Path, teacher: Path, top_eight: Job
) -> None:
    run_here(cached_job(tmp_path / "job", tuned, top_eight, epochs=8, cross_entropy=0))
    before, after = (mean_kl(teacher, path, HELD_OUT) for path in (tuned, tmp_path / "job" / "model"))
    assert after < before / 3, f"{before:.3f} -> {after:.3f}"


@pytest.mark.parametrize("divergence", ["reverse-kl", "jsd", "total-variation", "skew-kl", "skew-reverse-kl"])
def test_every_divergence_brings_it_closer(tmp_path: Path, tuned: Path, teacher: Path, divergence: str) -> None:
    facts = run_here(live_job(tmp_path / "job", tuned, teacher, epochs=16, cross_entropy=0, divergence=divergence))
    distances = [value for _, value in facts["metrics"]["divergence"]]
    assert distances[-1] < distances[0] / 2
    assert mean_kl(teacher, tmp_path / "job" / "model", HELD_OUT) < mean_kl(teacher, tuned, HELD_OUT)


def test_killed_and_resumed_a_training_on_a_cache_gives_the_same_bytes(
    tmp_path: Path, tuned: Path, top_eight: Job
) -> None:
    params = {"epochs": 4, "save_steps": 3}
    facts = run_here(cached_job(tmp_path / "whole", tuned, top_eight, **params))

    def die_after_a_checkpoint() -> None:
        original = durable_trainer.DurableTrainer._report

        def report(self: Any, logs: dict[str, float]) -> None:
            original(self, logs)
            if self.state.global_step == 5:
                kill_self()

        durable_trainer.DurableTrainer._report = report

    killed = cached_job(tmp_path / "killed", tuned, top_eight, **params)
    assert os.WTERMSIG(run_forked(killed, die_after_a_checkpoint)) == signal.SIGKILL
    again = run_here(cached_job(tmp_path / "killed", tuned, top_eight, token=2, **params), Recorder())
    assert again["resumed_from"] == 3
    assert again["losses"] == facts["losses"]
    assert digest_of(tmp_path / "killed" / "model") == digest_of(tmp_path / "whole" / "model")


def test_small_added_matrices_learn_from_a_teacher_too(tmp_path: Path, tuned: Path, teacher: Path) -> None:
    job = live_job(tmp_path / "job", tuned, teacher, epochs=6, lora={"r": 8}, learning_rate=1e-2)
    distances = [value for _, value in run_here(job)["metrics"]["divergence"]]
    assert distances[-1] < distances[0] / 1.5


def test_rows_cut_at_the_end_keep_to_their_own_values(tmp_path: Path, tuned: Path, top_eight: Job) -> None:
    whole = run_here(cached_job(tmp_path / "whole", tuned, top_eight, max_steps=1, batch_size=24))
    lengths = [
        len(row["prompt_ids"]) + len(row["completion_ids"])
        for row in map(json.loads, Path(top_eight["files"][0]).read_text().splitlines())
    ]
    params = {"max_steps": 1, "batch_size": 24, "max_length": max(lengths) - 2, "over_long": "truncate"}
    cut = run_here(cached_job(tmp_path / "cut", tuned, top_eight, **params))
    assert cut["rows_over_long"] == sum(length > max(lengths) - 2 for length in lengths) > 0
    assert cut["losses"] != whole["losses"]
    with pytest.raises(TrainerFailure) as failed:
        run_here(cached_job(tmp_path / "fail", tuned, top_eight, **{**params, "over_long": "fail"}))
    assert failed.value.code == "rows-over-long"


def refused(job: Job) -> TrainerFailure:
    with pytest.raises(TrainerFailure) as failed:
        run_here(job)
    return failed.value


def stranger(folder: Path) -> Path:
    """As large as the teacher, with other tokens."""
    folder.mkdir()
    words = folder / "words.jsonl"
    write_jsonl(words, [{"text": f"entirely other words, {n} of them, often repeated words"} for n in range(40)])
    job = train_job(folder / "job", max_steps=1)
    tokenizer = {"vocab_size": 300, "train_on": [str(words)]}
    student = write_student(folder / "config")
    job["models"] = {"student": {"path": str(student), "initial": "random", "tokenizer": tokenizer}}
    run_here(job)
    return folder / "job" / "model"


def test_a_teacher_of_other_tokens_is_refused_whichever_way_it_comes(
    tmp_path: Path, teacher: Path, top_eight: Job
) -> None:
    other = stranger(tmp_path / "stranger")
    live = refused(live_job(tmp_path / "live", other, teacher))
    assert (live.code, "the student model" in live.message, "the teacher model" in live.message) == (
        "tokenizers-differ",
        True,
        True,
    )
    cached = refused(cached_job(tmp_path / "cached", other, top_eight))
    assert cached.code == "tokenizers-differ"
    assert "scored row r0" in cached.message


def test_one_source_of_the_teacher_is_needed_not_none_and_not_two(
    tmp_path: Path, tuned: Path, teacher: Path, top_eight: Job
) -> None:
    alone = live_job(tmp_path / "alone", tuned, teacher)
    del alone["models"]["teacher"]
    assert refused(alone).code == "teacher-not-there"
    twice = {**live_job(tmp_path / "twice", tuned, teacher), "inputs": {"rows": top_eight}}
    assert refused(twice).code == "teacher-twice"
    bare = {name: value for name, value in top_eight.items() if name != "side"}
    assert refused(cached_job(tmp_path / "bare", tuned, bare)).code == "values-missing"


def test_what_a_cache_cannot_give_and_what_would_do_nothing_is_refused(
    tmp_path: Path, tuned: Path, teacher: Path, top_eight: Job
) -> None:
    reverse = refused(cached_job(tmp_path / "a", tuned, top_eight, divergence="reverse-kl"))
    assert (reverse.code, "most likely tokens only" in reverse.message) == ("teacher-not-there", True)
    warm = refused(cached_job(tmp_path / "b", tuned, top_eight, temperature=2))
    assert (warm.code, "at temperature 1," in warm.message) == ("temperatures-differ", True)
    for name, params in {"c": {"beta": 0.3}, "d": {"skew": 0.3, "divergence": "jsd"}}.items():
        assert refused(live_job(tmp_path / name, tuned, teacher, **params)).code == "params-invalid"


def spoiled(folder: Path, given: Job, **columns: Any) -> Job:
    rows = [json.loads(line) for line in Path(given["files"][0]).read_text().splitlines()]
    rows[2] = {name: value for name, value in {**rows[2], **columns}.items() if value is not None}
    folder.mkdir()
    return {**given, "files": [str(write_jsonl(folder / "rows.jsonl", rows))]}


@pytest.mark.parametrize(
    ("columns", "because"),
    [
        ({"completion_ids": [5]}, "and 1 completion_ids"),
        ({"completion_ids": None}, "completion_ids must be token ids"),
        ({"values": {"digest": "0" * 64, "bytes": 4}}, "are not in the side file"),
        ({"values": "x"}, "it names no values"),
        ({"completion": "So: another reply altogether!"}, "other tokens of its reply"),
        ({"completion": None, "prompt_ids": [-1]}, "prompt_ids must be token ids"),
    ],
)
def test_a_row_that_does_not_fit_its_values_is_refused_by_name(
    tmp_path: Path, tuned: Path, top_eight: Job, columns: dict[str, Any], because: str
) -> None:
    failure = refused(cached_job(tmp_path / "job", tuned, spoiled(tmp_path / "rows", top_eight, **columns)))
    assert failure.code == "row-invalid"
    assert "rows.jsonl:3 (row r2)" in failure.message
    assert because in failure.message


def test_values_of_another_row_of_the_same_length_are_not_taken_for_its_own(
    tmp_path: Path, tuned: Path, top_eight: Job
) -> None:
    damaged = tmp_path / "side"
    damaged.mkdir()
    (damaged / "side.idx").write_bytes((Path(top_eight["side"]) / "side.idx").read_bytes())
    values = bytearray((Path(top_eight["side"]) / "side.bin").read_bytes())
    values[70] ^= 1
    (damaged / "side.bin").write_bytes(bytes(values))
    failure = refused(cached_job(tmp_path / "job", tuned, {**top_eight, "side": str(damaged)}))
    assert (failure.code, "do not match their digest" in failure.message) == ("file-unreadable", True)
    with pytest.raises(KeyError):
        SideFiles(damaged).read("0" * 64)


def test_rows_without_a_prompt_are_learnt_from_their_ids(tmp_path: Path, tuned: Path, top_eight: Job) -> None:
    rows = [json.loads(line) for line in Path(top_eight["files"][0]).read_text().splitlines()]
    bare = [{name: row[name] for name in ("id", "prompt_ids", "completion_ids", "tokenizer", "values")} for row in rows]
    given = {**top_eight, "files": [str(write_jsonl(tmp_path / "bare.jsonl", bare))]}
    named = run_here(cached_job(tmp_path / "named", tuned, top_eight, max_steps=2))
    assert run_here(cached_job(tmp_path / "bare", tuned, given, max_steps=2))["losses"] == named["losses"]
