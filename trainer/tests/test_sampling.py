import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from limbeck_trainer.jobs import sample as sampling
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.job import StudentSpec
from limbeck_trainer.student.decoding import SampleRequest, SamplingSettings, decode_batch
from limbeck_trainer.student.student import Student, load_student
from support import Event, Job, Recorder, run_forked, run_here, sample_job, take_lease, train_job

PROMPTS = ["Say 37", "Say 74 please please", "Say 111 please", "Say 4", "Say 370 please please please", "Say 0", "Hi"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jobs") / "taught"
    run_here(train_job(folder, epochs=15))
    return folder / "model"


@pytest.fixture(scope="module")
def student(model: Path) -> Student:
    student = load_student(StudentSpec(model, "weights", None, None), 0)
    student.model.eval()
    return student


def request(index: int, prompt: str, **settings: object) -> SampleRequest:
    return SampleRequest(index, [{"role": "user", "content": prompt}], SamplingSettings(**settings))  # pyright: ignore


def wire(**settings: object) -> list[Job]:
    return [
        {"index": index, "messages": [{"role": "user", "content": prompt}], "sampling": settings}
        for index, prompt in enumerate(PROMPTS)
    ]


def test_greedy_in_a_batch_equals_each_row_alone_in_transformers_own_loop(student: Student) -> None:
    replies = decode_batch(student, [request(i, prompt, max_tokens=20) for i, prompt in enumerate(PROMPTS)], 0)
    for prompt, reply in zip(PROMPTS, replies, strict=True):
        text = student.chat.render_prompt([{"role": "user", "content": prompt}])
        ids = student.tokenizer(text, add_special_tokens=False, return_tensors="pt")["input_ids"]
        out = student.model.generate(ids, max_new_tokens=20, do_sample=False)[0, ids.shape[1] :]  # pyright: ignore
        assert reply.text == student.tokenizer.decode(out, skip_special_tokens=True)
        assert reply.completion_tokens == len(out)
        assert reply.finish_reason == ("stop" if int(out[-1]) in student.chat.end_ids else "length")
        assert reply.prompt_tokens == ids.shape[1]


def test_a_sampled_row_depends_on_its_own_seed_alone(student: Student) -> None:
    settings = {"temperature": 1.5, "top_p": 0.9, "max_tokens": 12, "seed": 5}
    alone = decode_batch(student, [request(0, PROMPTS[0], **settings)], 0)[0].text
    among = [request(9, PROMPTS[1], temperature=1, max_tokens=30), request(3, PROMPTS[0], **settings)]
    assert decode_batch(student, among, 0)[1].text == alone
    others = {
        decode_batch(student, [request(0, PROMPTS[0], **{**settings, "seed": seed})], 0)[0].text for seed in range(6)
    }
    assert len(others) > 1


def test_top_p_keeps_the_smallest_set_that_reaches_it() -> None:
    from limbeck_trainer.student import decoding

    row = decoding.DecodedRow(request(0, "x", temperature=1, top_p=0.6), [], 1, torch.Generator().manual_seed(0))
    logits = torch.tensor([0.5, 0.3, 0.15, 0.05]).log()
    assert {decoding._draw(logits, row) for _ in range(200)} == {0, 1}


def test_stop_texts_end_a_reply_before_them(student: Student) -> None:
    whole = decode_batch(student, [request(0, "Say 37", max_tokens=20)], 0)[0].text
    assert "It is" in whole
    cut = decode_batch(student, [request(0, "Say 37", max_tokens=20, stop=("zzz", " is"))], 0)[0]
    assert (cut.text, cut.finish_reason) == (whole.split(" is")[0], "stop")


def test_a_prompt_beyond_the_context_is_told_and_the_others_are_answered(student: Student) -> None:
    replies = decode_batch(student, [request(0, "word " * 200), request(1, "Say 37", max_tokens=3)], 0)
    assert [reply.finish_reason for reply in replies] == ["prompt-too-long", "length"]
    assert replies[0].completion_tokens == 0


@pytest.mark.parametrize("settings", [{"max_tokens": 8}, {"max_tokens": 8, "temperature": 1.0}])
def test_killed_and_restarted_gives_the_same_file(tmp_path: Path, model: Path, settings: dict) -> None:
    run_here(sample_job(tmp_path / "whole", model, wire(**settings)))
    whole = (tmp_path / "whole" / "replies.jsonl").read_bytes()
    assert [json.loads(line)["index"] for line in whole.splitlines()] == list(range(len(PROMPTS)))

    killed = sample_job(tmp_path / "killed", model, wire(**settings))
    assert os.WTERMSIG(run_forked(killed, kill_in_write(2))) == signal.SIGKILL
    stream = Recorder()
    run_here(sample_job(tmp_path / "killed", model, wire(**settings), token=2), stream)
    assert {"event": "resumed", "step": 3, "skipped": []} in stream.events
    assert (tmp_path / "killed" / "replies.jsonl").read_bytes() == whole


def kill_in_write(batch: int) -> Callable[[], None]:
    """Die with half a batch written."""

    def prepare() -> None:
        original, written = sampling._write, [0]

        def write(output: object, replies: list) -> None:
            written[0] += 1
            if written[0] == batch:
                original(output, replies[:1])  # pyright: ignore[reportArgumentType]
                output.write('{"index": 4, "te')  # pyright: ignore[reportAttributeAccessIssue]
                output.flush()  # pyright: ignore[reportAttributeAccessIssue]
                os.kill(os.getpid(), signal.SIGKILL)
            original(output, replies)  # pyright: ignore[reportArgumentType]

        sampling._write = write

    return prepare


def test_other_requests_start_anew(tmp_path: Path, model: Path) -> None:
    run_here(sample_job(tmp_path / "job", model, wire(max_tokens=4)))
    stream = Recorder()
    run_here(sample_job(tmp_path / "job", model, wire(max_tokens=5), token=2), stream)
    assert not [event for event in stream.events if event["event"] == "resumed"]


def test_a_sampler_that_lost_its_lease_stops_and_cannot_touch_the_newer_ones_file(tmp_path: Path, model: Path) -> None:
    folder = tmp_path / "job"

    def overtake(event: Event) -> None:
        if event["event"] == "phase" and event["phase"] == "sampling":
            take_lease(folder, 2)

    with pytest.raises(TrainerFailure) as lost:
        run_here(sample_job(folder, model, wire(max_tokens=4)), Recorder(overtake))
    assert lost.value.code == "lease-lost"
    assert (folder / "replies.jsonl").read_bytes() == b""


def test_a_request_that_is_none_is_named(tmp_path: Path, model: Path) -> None:
    with pytest.raises(TrainerFailure) as failed:
        run_here(sample_job(tmp_path / "job", model, [{"index": 0, "messages": [], "sampling": {"top_k": 3}}]))
    assert failed.value.code == "request-invalid"
    assert "requests.jsonl:1" in failed.value.message
