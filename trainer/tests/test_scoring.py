import hashlib
import json
import os
import signal
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from limbeck_trainer.data.logit_block import LogitBlock, unpack
from limbeck_trainer.jobs import score
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.job import StudentSpec
from limbeck_trainer.student.identity import check_same_tokenizer, tokenizer_digest
from limbeck_trainer.student.student import Student, load_student
from support import Event, Job, Recorder, run_forked, run_here, score_job, take_lease, train_job

TEXTS = [(f"Say {n * 37} " + "please " * (n % 4), f"It is {n * 37}.") for n in range(7)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jobs") / "taught"
    run_here(train_job(folder, epochs=4))
    return folder / "model"


@pytest.fixture(scope="module")
def teacher(model: Path) -> Student:
    student = load_student(StudentSpec(model, "weights", None, None), 0)
    student.model.eval()
    return student


def wire(top: int = 5, texts: list[tuple[str, str]] = TEXTS, **more: Any) -> list[Job]:
    return [
        {"index": at, "messages": [{"role": "user", "content": asked}], "completion": reply, "top": top, **more}
        for at, (asked, reply) in enumerate(texts)
    ]


def read(folder: Path) -> list[tuple[Job, LogitBlock | None]]:
    """Lines with their values, which lie one after the other and are what their digests say."""
    values, at = (folder / "scores.bin").read_bytes(), 0
    rows: list[tuple[Job, LogitBlock | None]] = []
    for text in (folder / "scores.jsonl").read_text().splitlines():
        line = json.loads(text)
        if "refused" in line:
            rows.append((line, None))
            continue
        block = values[at : at + line["values"]["bytes"]]
        assert hashlib.sha256(block).hexdigest() == line["values"]["digest"]
        rows.append((line, unpack(block)))
        at += len(block)
    assert at == len(values)
    return rows


def reference(teacher: Student, prompt: list[int], reply: list[int], temperature: float) -> np.ndarray:
    """Log-probabilities before each token of the reply, from the whole text at once and in double precision."""
    with torch.no_grad():
        logits = teacher.model(input_ids=torch.tensor([prompt + reply])).logits[0].double().numpy()
    powers = np.exp(logits[len(prompt) - 1 : -1, : len(teacher.tokenizer)] / temperature)
    return np.log(powers / powers.sum(-1, keepdims=True))


@pytest.mark.parametrize("temperature", [1.0, 2.5])
def test_scores_are_the_models_own_distribution_before_each_token(
    tmp_path: Path, model: Path, teacher: Student, temperature: float
) -> None:
    run_here(score_job(tmp_path / "job", model, wire(top=7, temperature=temperature)))
    for (asked, reply), (line, block) in zip(TEXTS, read(tmp_path / "job"), strict=True):
        assert block is not None
        whole = teacher.tokenizer.decode(line["prompt_ids"] + line["completion_ids"])
        assert whole == f"<|im_start|>user\n{asked}<|im_end|>\n<|im_start|>assistant\n{reply}<|im_end|>"
        assert teacher.tokenizer.decode(line["completion_ids"]) == f"{reply}<|im_end|>"
        wanted = reference(teacher, line["prompt_ids"], line["completion_ids"], temperature)
        places = np.arange(len(wanted))
        assert block.own == pytest.approx(wanted[places, line["completion_ids"]], abs=2e-5)
        assert (block.ids == np.argsort(-wanted, axis=-1, kind="stable")[:, :7]).all()
        assert block.logprobs == pytest.approx(np.take_along_axis(wanted, block.ids.astype(int), -1), abs=2e-5)
        assert block.tail == pytest.approx(1 - np.exp(block.logprobs.astype(float)).sum(-1), abs=1e-5)
        assert (block.tail >= 0).all()
        assert (block.temperature, block.vocabulary) == (temperature, len(teacher.tokenizer))
        assert block.tokenizer == line["tokenizer"] == tokenizer_digest(teacher.tokenizer)


def test_top_of_more_than_the_vocabulary_is_all_of_it_and_leaves_nothing(tmp_path: Path, model: Path) -> None:
    run_here(score_job(tmp_path / "job", model, wire(top=10_000, texts=TEXTS[:2])))
    for line, block in read(tmp_path / "job"):
        assert block is not None
        assert block.ids.shape == (len(line["completion_ids"]), block.vocabulary)
        assert (np.sort(block.ids, -1) == np.arange(block.vocabulary)).all()
        assert not block.tail.any()


def test_what_a_text_gets_does_not_depend_on_its_neighbours_or_the_batch(tmp_path: Path, model: Path) -> None:
    run_here(score_job(tmp_path / "three", model, wire()))
    run_here(score_job(tmp_path / "seven", model, wire(), batch_rows=7))
    other_order = [{**request, "index": at} for at, request in enumerate(reversed(wire()))]
    run_here(score_job(tmp_path / "reversed", model, other_order))
    of = {name: [line["values"] for line, _ in read(tmp_path / name)] for name in ("three", "seven", "reversed")}
    assert of["three"] == of["seven"] == of["reversed"][::-1]


def test_ids_and_plain_text_are_scored_as_they_stand(tmp_path: Path, model: Path, teacher: Student) -> None:
    ids: Any = teacher.tokenizer("one two three", add_special_tokens=False)["input_ids"]
    requests = [
        {"index": 0, "text": "one two", "completion": " three", "top": 3},
        {"index": 1, "prompt_ids": ids[:-3], "completion_ids": ids[-3:], "top": 3},
    ]
    run_here(score_job(tmp_path / "job", model, requests))
    (plain, _), (given, block) = read(tmp_path / "job")
    assert teacher.tokenizer.decode(plain["prompt_ids"]) == "one two"
    assert teacher.tokenizer.decode(plain["completion_ids"]) == " three"
    assert (given["prompt_ids"], given["completion_ids"]) == (ids[:-3], ids[-3:])
    assert block is not None
    wanted = reference(teacher, ids[:-3], ids[-3:], 1.0)
    assert block.own == pytest.approx(wanted[np.arange(3), ids[-3:]], abs=2e-5)


def test_a_text_that_cannot_be_scored_says_why_and_the_others_are_scored(tmp_path: Path, model: Path) -> None:
    requests = [
        *wire(texts=[("word " * 200, "long"), TEXTS[0]]),
        {"index": 2, "prompt_ids": [5], "completion_ids": [], "top": 2},
        {"index": 3, "prompt_ids": [5], "completion_ids": [9_999], "top": 2},
    ]
    run_here(score_job(tmp_path / "job", model, requests))
    lines = [line for line, _ in read(tmp_path / "job")]
    assert "the model's context holds 96" in lines[0]["refused"]
    assert "values" in lines[1]
    assert "0 in it" in lines[2]["refused"]
    assert "does not have" in lines[3]["refused"]


def kill_in_write(batch: int, *, torn_values: bool) -> Callable[[], None]:
    """Die with half a batch written: values without lines, or a torn line whose values are there."""

    def prepare() -> None:
        original, written = score._write, [0]

        def write(output: score.Output, scored: list) -> None:
            written[0] += 1
            if written[0] == batch:
                if torn_values:
                    output.values.write(scored[0][1][:100])
                else:
                    original(output, scored[:1])
                    output.lines.write(b'{"index": 4, "pro')
                output.to_disk()
                os.kill(os.getpid(), signal.SIGKILL)
            original(output, scored)

        score._write = write

    return prepare


@pytest.mark.parametrize("torn_values", [True, False])
def test_killed_and_restarted_gives_the_same_bytes(tmp_path: Path, model: Path, torn_values: bool) -> None:
    requests = [*wire(), {"index": 7, "prompt_ids": [5], "completion_ids": [], "top": 2}]
    run_here(score_job(tmp_path / "whole", model, requests))
    killed = score_job(tmp_path / "killed", model, requests)
    assert os.WTERMSIG(run_forked(killed, kill_in_write(3, torn_values=torn_values))) == signal.SIGKILL
    stream = Recorder()
    run_here(score_job(tmp_path / "killed", model, requests, token=2), stream)
    assert {"event": "resumed", "step": 6, "skipped": []} in stream.events
    for name in ("scores.jsonl", "scores.bin"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_values_that_were_damaged_are_computed_again(tmp_path: Path, model: Path) -> None:
    run_here(score_job(tmp_path / "job", model, wire()))
    whole = (tmp_path / "job" / "scores.bin").read_bytes()
    size = len(whole)
    (tmp_path / "job" / "scores.bin").write_bytes(whole[: size // 2] + b"\0" + whole[size // 2 + 1 :])
    stream = Recorder()
    run_here(score_job(tmp_path / "job", model, wire(), token=2), stream)
    assert {"event": "resumed", "step": 3, "skipped": []} in stream.events
    assert (tmp_path / "job" / "scores.bin").read_bytes() == whole


def test_other_requests_start_anew(tmp_path: Path, model: Path) -> None:
    run_here(score_job(tmp_path / "job", model, wire(top=4)))
    stream = Recorder()
    run_here(score_job(tmp_path / "job", model, wire(top=5), token=2), stream)
    assert not [event for event in stream.events if event["event"] == "resumed"]
    assert all(block is not None and block.ids.shape[1] == 5 for _, block in read(tmp_path / "job"))


def test_a_scorer_that_lost_its_lease_leaves_the_newer_ones_files_alone(tmp_path: Path, model: Path) -> None:
    folder = tmp_path / "job"

    def overtake(event: Event) -> None:
        if event["event"] == "phase" and event["phase"] == "scoring":
            take_lease(folder, 2)

    with pytest.raises(TrainerFailure) as lost:
        run_here(score_job(folder, model, wire()), Recorder(overtake))
    assert lost.value.code == "lease-lost"
    assert (folder / "scores.jsonl").read_bytes() == (folder / "scores.bin").read_bytes() == b""


@pytest.mark.parametrize(
    "request_", [{"index": 0, "top": 3}, {"index": 0, "text": "a", "completion": "b", "top": 0}, {"top": 3}]
)
def test_a_request_that_is_none_is_named(tmp_path: Path, model: Path, request_: Job) -> None:
    with pytest.raises(TrainerFailure) as failed:
        run_here(score_job(tmp_path / "job", model, [request_]))
    assert failed.value.code == "request-invalid"
    assert "requests.jsonl:1" in failed.value.message


def block_of(**over: Any) -> LogitBlock:
    parts = {
        "ids": np.array([[3, 1], [0, 2]], np.uint32),
        "logprobs": np.log(np.array([[0.5, 0.25], [0.75, 0.125]], np.float32)),
        "tail": np.array([0.25, 0.125], np.float32),
        "own": np.array([-1.0, -2.0], np.float32),
        "vocabulary": 5,
        "temperature": 2.0,
        "tokenizer": "ab" * 32,
    }
    return LogitBlock(**{**parts, **over})


def test_a_block_is_laid_out_as_written_down() -> None:
    data = block_of().pack()
    assert data[:8] == b"LBLOGIT1"
    assert struct.unpack_from("<4IfI", data, 8) == (2, 2, 5, 1, 2.0, 0)
    assert data[32:64] == b"\xab" * 32
    assert struct.unpack_from("<4I", data, 64) == (3, 1, 0, 2)
    assert struct.unpack_from("<8f", data, 80) == pytest.approx(
        (np.log(0.5), np.log(0.25), np.log(0.75), np.log(0.125), 0.25, 0.125, -1, -2), rel=1e-6
    )
    assert len(data) == 112
    back = unpack(data)
    assert (back.ids == block_of().ids).all() and (back.tail == block_of().tail).all() and back.temperature == 2.0


def test_bytes_that_are_no_block_are_refused() -> None:
    whole = block_of().pack()
    for data, because in [
        (b"", "no values"),
        (b"X" + whole[1:], "no values"),
        (whole[:-4], "108 bytes do not hold 2 positions of 2 tokens"),
        (whole[:20] + b"\x07" + whole[21:], "another version"),
        (block_of(vocabulary=3).pack(), "token 3 is outside of its vocabulary of 3"),
    ]:
        with pytest.raises(ValueError, match=because):
            unpack(data)


def test_a_tokenizer_is_the_same_however_it_was_saved_and_another_is_told_apart(tmp_path: Path, model: Path) -> None:
    from limbeck_trainer.student.tokenizer import train_tokenizer
    from support import write_rows

    rows = write_rows(tmp_path / "rows.jsonl")
    drawn = train_tokenizer((rows,), 300)
    drawn.save_pretrained(tmp_path / "saved")
    from transformers import AutoTokenizer

    loaded = AutoTokenizer.from_pretrained(tmp_path / "saved", local_files_only=True)
    loaded("a b c", truncation=True, max_length=2, padding="max_length")  # leaves its habits behind
    assert tokenizer_digest(loaded) == tokenizer_digest(drawn)
    (tmp_path / "other.txt").write_text("entirely other words, often words\n" * 9)
    other = train_tokenizer((tmp_path / "other.txt",), 300)
    assert tokenizer_digest(other) != tokenizer_digest(drawn)
    check_same_tokenizer(("a", tokenizer_digest(drawn)), ("b", tokenizer_digest(loaded)))
    with pytest.raises(TrainerFailure) as failed:
        check_same_tokenizer(("the student small", tokenizer_digest(drawn)), ("big", tokenizer_digest(other)))
    assert failed.value.code == "tokenizers-differ"
    assert "the student small" in failed.value.message and "big" in failed.value.message
