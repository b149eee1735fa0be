import gzip
import json
import math
import random
from pathlib import Path

import pytest

from limbeck_trainer.data.rows import IGNORED, conversation_of, read_rows, tokenize_taught
from limbeck_trainer.durable.fingerprint import content_digest
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.student.chat import ChatFormat
from limbeck_trainer.student.tokenizer import train_tokenizer
from limbeck_trainer.training.order import LengthBuckets
from limbeck_trainer.training.schedule import scheduler_name, total_steps, warmup_steps
from support import write_rows


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> ChatFormat:
    return ChatFormat(train_tokenizer((write_rows(tmp_path_factory.mktemp("rows") / "rows.jsonl"),), 320))


def write(file: Path, *rows: object) -> Path:
    file.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return file


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ("{oops", "this is not JSON"),
        ("[1]", "a row is a JSON object"),
        ({"completion": "x"}, "it has neither a prompt nor messages"),
        ({"prompt": "x"}, "completion must be text"),
        ({"prompt": "x", "completion": 3}, "completion must be text"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "each message has a role"),
        ({"messages": [{"role": "user"}]}, "each message has a text content"),
    ],
)
def test_a_bad_row_is_named_with_its_place(tmp_path: Path, chat: ChatFormat, row: object, because: str) -> None:
    file = write(tmp_path / "rows.jsonl", {"id": "a", "prompt": "p", "completion": "c"}, row)
    with pytest.raises(TrainerFailure) as failed:
        tokenize_taught(read_rows([file]), chat, kind="sft", max_length=99, over_long="fail", rationale="with-answer")
    assert failed.value.code == "row-invalid"
    assert f"{file}:2" in failed.value.message
    assert because in failed.value.message


def test_a_dialogue_without_a_reply_is_refused(tmp_path: Path, chat: ChatFormat) -> None:
    file = write(tmp_path / "rows.jsonl", {"messages": [{"role": "user", "content": "x"}]})
    with pytest.raises(TrainerFailure, match="there is no assistant turn"):
        tokenize_taught(
            read_rows([file]), chat, kind="dialogue", max_length=99, over_long="fail", rationale="with-answer"
        )


def test_the_kind_says_what_a_row_teaches_whatever_columns_ride_along(tmp_path: Path) -> None:
    said = [{"role": "user", "content": "2+2?"}, {"role": "assistant", "content": "In a dialogue: 4"}]
    row = {"prompt": "2+2?", "completion": "It is 4.", "rationale": "Two and two.", "answer": "4", "messages": said}
    (placed,) = read_rows([write(tmp_path / "rows.jsonl", row)])
    taught = {
        (kind, rationale): conversation_of(placed, kind, rationale)[-1]["content"]
        for kind in ("sft", "rationale", "dialogue")
        for rationale in ("with-answer", "answer-only")
    }
    assert taught == {
        ("sft", "with-answer"): "It is 4.",
        ("sft", "answer-only"): "It is 4.",
        ("rationale", "with-answer"): "Two and two.\n4",
        ("rationale", "answer-only"): "4",
        ("dialogue", "with-answer"): "In a dialogue: 4",
        ("dialogue", "answer-only"): "In a dialogue: 4",
    }


def test_only_replies_are_labelled(tmp_path: Path, chat: ChatFormat) -> None:
    file = write(tmp_path / "rows.jsonl", {"prompt": "Say 1", "completion": "It is 1."})
    rows = tokenize_taught(
        read_rows([file]), chat, kind="sft", max_length=99, over_long="fail", rationale="with-answer"
    )
    taught = [label for label in rows.labels[0] if label != IGNORED]
    assert chat.tokenizer.decode(taught) == "It is 1.<|im_end|>"
    assert rows.labels[0][-len(taught) :] == rows.input_ids[0][-len(taught) :]


def test_over_long_rows_fail_or_are_counted(tmp_path: Path, chat: ChatFormat) -> None:
    file = write(
        tmp_path / "rows.jsonl",
        {"prompt": "a", "completion": "b"},
        {"prompt": "a", "completion": "word " * 100},
        {"prompt": "word " * 100, "completion": "b"},
    )

    def take(over_long: str):
        return tokenize_taught(
            read_rows([file]), chat, kind="sft", max_length=40, over_long=over_long, rationale="with-answer"
        )

    with pytest.raises(TrainerFailure) as failed:
        take("fail")
    assert failed.value.code == "rows-over-long"
    assert failed.value.message.startswith("2 of 3 rows exceed max_length (40 tokens); the longest has ")
    assert (len(take("drop").input_ids), take("drop").over_long) == (1, 2)
    # The prompt of the third fills all 40 tokens: nothing would be left to teach.
    assert ([len(ids) for ids in take("truncate").input_ids][1:], take("truncate").over_long) == ([40], 2)


def test_no_rows_at_all_is_an_error(tmp_path: Path, chat: ChatFormat) -> None:
    with pytest.raises(TrainerFailure) as failed:
        tokenize_taught(
            read_rows([write(tmp_path / "rows.jsonl")]), chat, kind="sft", max_length=9, over_long="fail", rationale="x"
        )
    assert failed.value.code == "no-rows"


def test_how_rows_are_cut_into_files_does_not_change_their_digest(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    whole.write_bytes(b"one\ntwo\n")
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    first.write_bytes(gzip.compress(b"one\n"))
    second.write_bytes(b"two\n")
    assert content_digest([whole]) == content_digest([first, second])


def test_the_order_is_a_function_of_seed_and_epoch_and_pads_little() -> None:
    lengths = [10 + (i * 7919) % 90 for i in range(1003)]
    order = LengthBuckets(lengths, 16, seed=3)
    first = list(order)
    order.set_epoch(1)
    assert sorted(first) == sorted(order) == list(range(1003))
    assert list(order) != first
    assert LengthBuckets(lengths, 16, seed=3).order(0) == first
    batches = [first[at : at + 16] for at in range(0, len(first), 16)]

    def padding(order: list[int]) -> int:
        cuts = [[lengths[row] for row in order[at : at + 16]] for at in range(0, len(order), 16)]
        return sum(len(cut) * max(cut) - sum(cut) for cut in cuts)

    assert padding(first) < padding(random.Random(0).sample(range(1003), 1003)) / 2
    shortest_first = [lengths[batch[0]] for batch in batches]
    assert shortest_first != sorted(shortest_first)


@pytest.mark.parametrize(
    ("rows", "params", "steps"),
    [
        (40, {"epochs": 3}, 30),
        (41, {"epochs": 1}, 11),
        (41, {"epochs": 1, "gradient_accumulation": 3}, 4),
        (3, {"epochs": 0.5}, 1),
        (40, {"epochs": 3, "max_steps": 7}, 7),
    ],
)
def test_the_number_of_steps_is_known_beforehand(rows: int, params: dict, steps: int) -> None:
    assert total_steps(rows, {"batch_size": 4, "gradient_accumulation": 1, **params}) == steps


def test_warm_up_and_schedule_names() -> None:
    assert warmup_steps(100, {"warmup_ratio": 0.05}) == 5
    assert warmup_steps(100, {"warmup_ratio": 0.05, "warmup_steps": 500}) == 100
    assert scheduler_name("constant", 5) == "constant_with_warmup"
    assert scheduler_name("linear", 5) == "linear"
    assert math.isclose(warmup_steps(0, {"warmup_ratio": 1}), 0)
