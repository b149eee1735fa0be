"""One scoring job: what a model makes of given texts, batch by batch. Lines go to one file, the values they speak of
to a binary one beside it. A restarted job keeps the whole batches it finds, once their values are there as their
digests say, and goes on; batches are fixed by position, so both files are the ones an undisturbed job gives."""

import json
import os
import time
import uuid
from dataclasses import dataclass
from typing import Any, BinaryIO

from ..data.logit_block import LogitBlock, digest_of
from ..data.score_requests import ScoreRequest, read_score_requests, text_of
from ..durable.files import fsync_path, write_json_durably
from ..hardware import peak_memory_mb
from ..protocol.events import EventStream, ProgressMeter
from ..protocol.job import ScoreJob
from ..protocol.stopping import StopFlag
from ..student.scoring import ScoredText, score_texts
from ..student.student import Student
from .batches import batch_fingerprint, open_model, state_file

Line = dict[str, Any]


@dataclass
class Output:
    lines: BinaryIO
    values: BinaryIO

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, *_: object) -> None:
        self.lines.close()
        self.values.close()

    def to_disk(self) -> None:
        """Values first: a line that is there has its values."""
        for file in (self.values, self.lines):
            file.flush()
            os.fsync(file.fileno())


def run_scoring(job: ScoreJob, stream: EventStream, flag: StopFlag) -> dict[str, Any]:
    """The facts of the `done` event. Raises TrainerFailure."""
    began = time.monotonic()
    stream.enter("loading")
    job.lease.check()
    requests = read_score_requests(job.requests)
    fingerprint = batch_fingerprint(job, "model", job.model)
    done = _reusable(job, requests, fingerprint)
    with _reopen(job, done, fingerprint) as output:
        if done:
            stream.emit("resumed", step=len(done), skipped=[])
        facts: dict[str, Any] = {"device": "none", "threads": 0}
        tokens = sum(len(line.get("completion_ids", ())) for line in done)
        if len(done) < len(requests):
            facts, fresh = _score(job, requests, len(done), output, stream, flag)
            tokens += fresh
    return {"rows": len(requests), "tokens": tokens, "seconds": round(time.monotonic() - began, 2), **facts}


def _score(
    job: ScoreJob, requests: list[ScoreRequest], start: int, output: Output, stream: EventStream, flag: StopFlag
) -> tuple[dict[str, Any], int]:
    asked = open_model(job, job.model, stream)
    stream.enter("scoring")
    meter = ProgressMeter(stream, len(requests))
    tokens = 0
    for at in range(start, len(requests), job.batch_rows):
        if flag.requested:
            raise flag.failure(f"{at} of {len(requests)} texts are kept.")
        batch = requests[at : at + job.batch_rows]
        scored = score_requests(asked.student, batch)
        job.lease.check()
        _write(output, scored)
        fresh = sum(len(line.get("completion_ids", ())) for line, _ in scored)
        tokens += fresh
        meter.advance(at + len(batch), fresh, memory_mb=peak_memory_mb(asked.hardware))
    return asked.facts, tokens


def score_requests(student: Student, requests: list[ScoreRequest]) -> list[tuple[Line, bytes]]:
    """A line and its values for each; a text that cannot be scored has none, and says why."""
    texts = [text_of(student, request) for request in requests]
    fit = [text for text in texts if isinstance(text, ScoredText)]
    blocks = iter(score_texts(student, fit) if fit else [])
    scored: list[tuple[Line, bytes]] = []
    for request, text in zip(requests, texts, strict=True):
        if isinstance(text, str):
            scored.append(({"index": request.index, "refused": text}, b""))
        else:
            scored.append(_line(request, text, next(blocks)))
    return scored


def _line(request: ScoreRequest, text: ScoredText, block: LogitBlock) -> tuple[Line, bytes]:
    values = block.pack()
    line = {
        "index": request.index,
        "prompt_ids": text.prompt_ids,
        "completion_ids": text.completion_ids,
        "tokenizer": block.tokenizer,
        "vocabulary": block.vocabulary,
        "values": {"digest": digest_of(values), "bytes": len(values)},
    }
    return line, values


def _reusable(job: ScoreJob, requests: list[ScoreRequest], fingerprint: str) -> list[Line]:
    """Lines of whole batches that an earlier attempt at this very job left with their values; torn ones are left
    out."""
    try:
        state = json.loads(state_file(job.output).read_text(encoding="utf-8"))
        lines = job.output.read_bytes().split(b"\n")[:-1]
        values = job.values.open("rb")
    except (OSError, ValueError):
        return []
    done: list[Line] = []
    with values:
        if state.get("fingerprint") != fingerprint:
            return []
        for text, request in zip(lines, requests, strict=False):
            try:
                line = json.loads(text)
            except ValueError:
                break
            if not isinstance(line, dict) or line.get("index") != request.index or not _has_values(line, values):
                break
            done.append(line)
    whole = len(done) if len(done) == len(requests) else len(done) // job.batch_rows * job.batch_rows
    return done[:whole]


def _has_values(line: Line, values: BinaryIO) -> bool:
    if "refused" in line:
        return True
    return digest_of(values.read(line["values"]["bytes"])) == line["values"]["digest"]


def _reopen(job: ScoreJob, done: list[Line], fingerprint: str) -> Output:
    """New files with what is kept take the old ones' places: an older attempt that is still alive writes to files
    nobody reads. The values' first: values without lines are cut off by the next attempt, lines without values are
    not."""
    job.output.parent.mkdir(parents=True, exist_ok=True)
    aside = [path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}") for path in (job.output, job.values)]
    output = Output(aside[0].open("wb"), aside[1].open("wb"))
    kept = sum(line["values"]["bytes"] for line in done if "values" in line)
    if kept:
        with job.values.open("rb") as old:
            while kept and (part := old.read(min(kept, 1 << 20))):
                output.values.write(part)
                kept -= len(part)
    output.lines.write(b"".join(map(_as_bytes, done)))
    output.to_disk()
    job.lease.check()
    write_json_durably(state_file(job.output), {"fingerprint": fingerprint})
    aside[1].replace(job.values)
    aside[0].replace(job.output)
    fsync_path(job.output.parent)
    return output


def _write(output: Output, scored: list[tuple[Line, bytes]]) -> None:
    output.values.write(b"".join(values for _, values in scored))
    output.lines.write(b"".join(_as_bytes(line) for line, _ in scored))
    output.to_disk()


def _as_bytes(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"
