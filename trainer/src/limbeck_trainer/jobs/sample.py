"""One sampling job: replies to a file of requests, batch by batch. A restarted job keeps the whole batches it finds and
goes on; batches are fixed by position, so the result is the one an undisturbed job gives."""

import json
import os
import time
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from ..data.rows import read_rows
from ..durable.files import fsync_path, write_json_durably
from ..hardware import peak_memory_mb
from ..protocol.events import EventStream, ProgressMeter
from ..protocol.failures import TrainerFailure
from ..protocol.job import SampleJob
from ..protocol.stopping import StopFlag
from ..student.decoding import Reply, SampleRequest, SamplingSettings, decode_batch
from .batches import batch_fingerprint, open_model, state_file


def run_sampling(job: SampleJob, stream: EventStream, flag: StopFlag) -> dict[str, Any]:
    """The facts of the `done` event. Raises TrainerFailure."""
    began = time.monotonic()
    stream.enter("loading")
    job.lease.check()
    requests = read_requests(job.requests)
    fingerprint = batch_fingerprint(job, "student", job.student)
    done = _reusable(job, requests, fingerprint)
    tokens = sum(reply["completion_tokens"] for reply in done)
    with _reopen(job, done, fingerprint) as output:
        if done:
            stream.emit("resumed", step=len(done), skipped=[])
        facts: dict[str, Any] = {"device": "none", "threads": 0}
        if len(done) < len(requests):
            facts, fresh = _sample(job, requests, len(done), output, stream, flag)
            tokens += fresh
    return {"rows": len(requests), "tokens": tokens, "seconds": round(time.monotonic() - began, 2), **facts}


def _sample(
    job: SampleJob, requests: list[SampleRequest], start: int, output: TextIO, stream: EventStream, flag: StopFlag
) -> tuple[dict[str, Any], int]:
    asked = open_model(job, job.student, stream)
    stream.enter("sampling")
    meter = ProgressMeter(stream, len(requests))
    tokens = 0
    for at in range(start, len(requests), job.batch_rows):
        if flag.requested:
            raise flag.failure(f"{at} of {len(requests)} replies are kept.")
        replies = decode_batch(asked.student, requests[at : at + job.batch_rows], job.seed)
        job.lease.check()
        _write(output, replies)
        fresh = sum(reply.completion_tokens for reply in replies)
        tokens += fresh
        meter.advance(at + len(replies), fresh, memory_mb=peak_memory_mb(asked.hardware))
    return asked.facts, tokens


def read_requests(file: Path) -> list[SampleRequest]:
    """Raises `request-invalid`."""
    requests = []
    for placed in read_rows([file]):
        row = placed.row
        try:
            raw = dict(row.get("sampling") or {})
            stop = tuple(text for text in raw.pop("stop", ()) if text)
            requests.append(SampleRequest(int(row["index"]), row["messages"], SamplingSettings(**raw, stop=stop)))
        except (KeyError, TypeError, ValueError) as error:
            raise TrainerFailure(
                "request-invalid",
                f"{placed.file}:{placed.line} is no sampling request: {error}",
                "A request has index, messages and sampling (temperature, top_p, max_tokens, stop, seed).",
            ) from error
    return requests


def _reusable(job: SampleJob, requests: list[SampleRequest], fingerprint: str) -> list[dict[str, Any]]:
    """Replies of whole batches that an earlier attempt at this very job left; a torn last line is left out."""
    try:
        state = json.loads(state_file(job.output).read_text(encoding="utf-8"))
        lines = job.output.read_bytes().split(b"\n")[:-1]
    except (OSError, ValueError):
        return []
    if state.get("fingerprint") != fingerprint:
        return []
    replies = []
    for line, request in zip(lines, requests, strict=False):
        try:
            reply = json.loads(line)
        except ValueError:
            break
        if not isinstance(reply, dict) or reply.get("index") != request.index:
            break
        replies.append(reply)
    whole = len(replies) if len(replies) == len(requests) else len(replies) // job.batch_rows * job.batch_rows
    return replies[:whole]


def _reopen(job: SampleJob, done: list[dict[str, Any]], fingerprint: str) -> TextIO:
    """A new file with the replies kept so far takes the old one's place: an older attempt that is still alive writes
    to a file nobody reads."""
    job.output.parent.mkdir(parents=True, exist_ok=True)
    scratch = job.output.with_name(f".{job.output.name}.{uuid.uuid4().hex[:8]}")
    output = scratch.open("w", encoding="utf-8")
    for reply in done:
        output.write(json.dumps(reply, ensure_ascii=False) + "\n")
    _to_disk(output)
    job.lease.check()
    write_json_durably(state_file(job.output), {"fingerprint": fingerprint})
    scratch.replace(job.output)
    fsync_path(job.output.parent)
    return output


def _write(output: TextIO, replies: list[Reply]) -> None:
    output.write("".join(json.dumps(asdict(reply), ensure_ascii=False) + "\n" for reply in replies))
    _to_disk(output)


def _to_disk(output: TextIO) -> None:
    output.flush()
    os.fsync(output.fileno())
