"""Results of numbered pieces of a job's work, kept beside its checkpoints as JSON lines, so that a resumed job does
nothing twice: answers of the worker, scores of a reference model. A file per attempt, so that one that was taken for
dead and still writes disturbs nobody."""

import json
import os
import re
from pathlib import Path
from typing import Any

from .files import fsync_path
from .lease import Lease


class KeptResults:
    def __init__(self, folder: Path, name: str, lease: Lease) -> None:
        self._lease = lease
        self._file = folder / f"{name}-token-{lease.token}.jsonl"
        self._known: dict[int, tuple[str, list[Any]]] = {}
        pattern = re.compile(rf"^{re.escape(name)}-token-(\d+)\.jsonl$")
        found = [(int(match[1]), path) for path in folder.iterdir() if (match := pattern.match(path.name))]
        for token, path in sorted(found):
            if token <= lease.token:
                self._read(path)

    def _read(self, path: Path) -> None:
        for line in path.read_bytes().split(b"\n")[:-1]:  # a last line that was cut off is made again
            try:
                kept = json.loads(line)
                self._known[kept["number"]] = (kept["of"], kept["items"])
            except (ValueError, KeyError, TypeError):
                continue

    def find(self, number: int, of: str) -> list[Any] | None:
        """The result of this very piece of work; `of` is a digest of all that decides it."""
        known, items = self._known.get(number, ("", []))
        return items if known == of else None

    def keep(self, number: int, of: str, items: list[Any]) -> None:
        self._lease.check()
        fresh = not self._file.exists()
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"number": number, "of": of, "items": items}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            fsync_path(self._file.parent)
        self._known[number] = (of, items)
