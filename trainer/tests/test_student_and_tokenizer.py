import json
from pathlib import Path

import pytest
from transformers import PreTrainedTokenizerFast

from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.job import StudentSpec, TokenizerSpec
from limbeck_trainer.student.chat import PLAIN_TEMPLATE, ChatFormat
from limbeck_trainer.student.student import load_student
from limbeck_trainer.student.tokenizer import train_tokenizer
from support import write_rows, write_student

TALK = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "One?"},
    {"role": "assistant", "content": "1"},
    {"role": "user", "content": "Two?"},
    {"role": "assistant", "content": "2"},
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> PreTrainedTokenizerFast:
    return train_tokenizer((write_rows(tmp_path_factory.mktemp("rows") / "rows.jsonl"),), 320)


@pytest.mark.parametrize(
    "text", ["It is 37.", "Žluťoučký kůň — 日本語 🦥", "  spaces\n\ttabs \r\n", '{"a": 1}', "\x00\x7f"]
)
def test_any_text_comes_back_as_it_was(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert tokenizer.decode(ids, clean_up_tokenization_spaces=False) == text


def test_specials_come_first_digits_stand_alone_and_roles_are_one_token(tokenizer: PreTrainedTokenizerFast) -> None:
    assert tokenizer.convert_ids_to_tokens([0, 1, 2]) == ["<pad>", "<|im_start|>", "<|im_end|>"]
    assert len(tokenizer("1234", add_special_tokens=False)["input_ids"]) == 4
    assert len(tokenizer("assistant", add_special_tokens=False)["input_ids"]) == 1


def test_equal_files_give_an_equal_tokenizer(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    again = train_tokenizer((write_rows(tmp_path / "rows.jsonl"),), 320)
    assert again.backend_tokenizer.to_str() == tokenizer.backend_tokenizer.to_str()


def test_a_vocabulary_that_cannot_hold_the_bytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainerFailure) as failed:
        train_tokenizer((write_rows(tmp_path / "rows.jsonl"),), 200)
    assert failed.value.code == "vocabulary-too-small"


def test_the_vocabulary_of_a_random_student_is_its_tokenizers(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl", 3)  # too little to fill the vocabulary
    spec = StudentSpec(write_student(tmp_path / "student"), "random", TokenizerSpec(4000, (rows,)), None)
    student = load_student(spec, 1)
    assert student.model.config.vocab_size == len(student.tokenizer) < 400
    again = load_student(spec, 1).model.state_dict()
    other = load_student(spec, 2).model.state_dict()
    weights = student.model.state_dict()
    assert all(weights[name].equal(again[name]) for name in weights)
    assert not all(weights[name].equal(other[name]) for name in weights)


@pytest.mark.parametrize(
    ("files", "initial", "code"),
    [
        ({}, "random", "student-invalid"),
        ({"config.json": "{}"}, "random", "student-without-tokenizer"),
        ({"config.json": "{"}, "random", "student-without-tokenizer"),
        ({"config.json": '{"model_type": "llama"}', "tokenizer.json": "{}"}, "weights", "student-invalid"),
    ],
)
def test_a_student_that_cannot_be_used_is_told_why(tmp_path: Path, files: dict, initial: str, code: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(TrainerFailure) as failed:
        load_student(StudentSpec(tmp_path, initial, None, None), 0)
    assert failed.value.code == code
    assert failed.value.hint


def test_without_weights_nothing_is_drawn_in_silence(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl")
    spec = StudentSpec(write_student(tmp_path / "student"), "weights", TokenizerSpec(300, (rows,)), None)
    with pytest.raises(TrainerFailure) as failed:
        load_student(spec, 0)
    assert failed.value.code == "student-without-weights"


def taught(chat: ChatFormat, messages: list[dict[str, str]]) -> tuple[str, list[str]]:
    item = chat.render_taught(messages)
    return item.text, [item.text[start:end] for start, end in item.spans]


def test_every_assistant_turn_is_taught_with_its_end_and_nothing_else(tokenizer: PreTrainedTokenizerFast) -> None:
    text, spans = taught(ChatFormat(tokenizer), [*TALK, {"role": "user", "content": "unanswered"}])
    assert spans == ["1<|im_end|>", "2<|im_end|>"]
    assert text.endswith("assistant\n2<|im_end|>")
    assert text.startswith(ChatFormat(tokenizer).render_prompt(TALK[:2]))


def test_a_tokenizer_without_a_template_gets_a_plain_one(tokenizer: PreTrainedTokenizerFast) -> None:
    bare = PreTrainedTokenizerFast(tokenizer_object=tokenizer.backend_tokenizer, eos_token="<|im_end|>")
    chat = ChatFormat(bare)
    assert bare.chat_template == PLAIN_TEMPLATE
    assert taught(chat, TALK[1:3]) == ("One?\n\n1<|im_end|>", ["1<|im_end|>"])


def test_a_template_without_an_end_gets_one_so_that_the_student_learns_to_stop(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    bare = PreTrainedTokenizerFast(tokenizer_object=tokenizer.backend_tokenizer, eos_token="<|im_end|>")
    bare.chat_template = "{% for m in messages %}[{{ m['role'] }}] {{ m['content'] }}\n{% endfor %}"
    assert taught(ChatFormat(bare), TALK[1:3])[0].endswith("1\n<|im_end|>")


def test_a_template_that_rewrites_the_past_is_refused(tokenizer: PreTrainedTokenizerFast) -> None:
    odd = PreTrainedTokenizerFast(tokenizer_object=tokenizer.backend_tokenizer, eos_token="<|im_end|>")
    odd.chat_template = "{{ messages | length }}{% for m in messages %}{{ m['content'] }}{% endfor %}"
    with pytest.raises(ValueError, match="renders earlier turns differently"):
        ChatFormat(odd).render_taught(TALK)


def test_the_tokenizer_a_student_brings_wins_over_training_one(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    folder = write_student(tmp_path / "student")
    tokenizer.save_pretrained(folder)
    student = load_student(StudentSpec(folder, "random", TokenizerSpec(259, ()), None), 0)
    assert len(student.tokenizer) == len(tokenizer)
    assert json.loads((folder / "tokenizer.json").read_text())["model"]["type"] == "BPE"
