"""Questions to the worker: numbered requests out as events, answers in on standard input. The trainer holds no key and
calls no endpoint; what scores a reply lies with the worker, behind its ledger and budget. One question is out at a
time. Answers are kept beside the checkpoints, so a resumed job asks nothing twice."""

import hashlib
import json
import queue
from pathlib import Path
from typing import Any

from ..durable.kept_results import KeptResults
from ..durable.lease import Lease
from .events import EventStream
from .failures import TrainerFailure
from .stopping import StopFlag

LOOK_AT_FLAG_SECONDS = 0.25


class Questions:
    def __init__(self, stream: EventStream, flag: StopFlag, lines: "queue.Queue[str]", folder: Path, lease: Lease):
        self._stream = stream
        self._flag = flag
        self._lines = lines
        self._folder = folder
        self._lease = lease
        self._kept: KeptResults | None = None

    def ask(self, number: int, items: list[dict[str, Any]]) -> list[Any]:
        """One answer per item, from what is kept or from the worker. `number` is the same whenever the same question is
        asked again. Raises `trainer-stopped` when the job is to stop while it waits."""
        if self._kept is None:
            self._kept = KeptResults(self._folder, "answers", self._lease)
        digest = hashlib.sha256(json.dumps(items, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        known = self._kept.find(number, digest)
        if known is not None:
            return known
        self._stream.emit("question", number=number, items=items)
        answers = self._await(number)
        if len(answers) != len(items):
            raise TrainerFailure(
                "answer-invalid",
                f"Question {number} has {len(items)} items, and {len(answers)} were answered.",
                "The worker is of another version than the trainer: install both anew.",
            )
        self._kept.keep(number, digest, answers)
        return answers

    def _await(self, number: int) -> list[Any]:
        while True:
            if self._flag.requested:
                raise self._flag.failure(f"Question {number} was not answered yet.")
            try:
                line = self._lines.get(timeout=LOOK_AT_FLAG_SECONDS)
            except queue.Empty:
                continue
            said = _parse(line)
            if said is not None and said.get("answer") == number and isinstance(said.get("items"), list):
                return said["items"]
            raise TrainerFailure(
                "answer-invalid",
                f"Question {number} was asked, and this came on standard input: {line[:200]!r}",
                'One line {"answer": NUMBER, "items": [...]} was expected.',
            )


def _parse(line: str) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
