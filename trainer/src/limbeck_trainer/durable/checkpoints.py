"""Checkpoints that are whole or not there. A folder per step and lease token, so that two attempts never write to the
same name; resume takes the newest that verifies and belongs to this very job."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import (
    find_damage,
    folder_in_the_making,
    move_into_place,
    read_manifest,
    seal_folder,
    sweep_leavings,
)
from .lease import Lease

MANIFEST = "checkpoint.json"
KEPT = 2
_NAME = re.compile(r"^step-(\d{8,})-token-(\d+)$")


@dataclass(frozen=True)
class Checkpoint:
    step: int
    token: int
    folder: Path


@dataclass(frozen=True)
class Found:
    """The checkpoint to go on from, if any, and those passed over, each with the reason."""

    checkpoint: Checkpoint | None
    skipped: list[str]


class CheckpointStore:
    def __init__(self, folder: Path, lease: Lease, fingerprint: str) -> None:
        """`fingerprint` stands for all that decides the result; a checkpoint of another job is not used."""
        self.folder = folder
        self._lease = lease
        self.fingerprint = fingerprint

    def prepare(self) -> None:
        """Make the folder; remove what killed attempts left half made."""
        self._lease.check()
        self.folder.mkdir(parents=True, exist_ok=True)
        sweep_leavings(self.folder)

    def list(self) -> list[Checkpoint]:
        """Newest first."""
        found = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            match = _NAME.match(path.name)
            if match and path.is_dir():
                found.append(Checkpoint(int(match[1]), int(match[2]), path))
        return sorted(found, key=lambda checkpoint: (checkpoint.step, checkpoint.token), reverse=True)

    def find_newest(self) -> Found:
        skipped: list[str] = []
        for checkpoint in self.list():
            problem = self._problem(checkpoint)
            if problem is None:
                return Found(checkpoint, skipped)
            skipped.append(f"{checkpoint.folder.name}: {problem}")
        return Found(None, skipped)

    def _problem(self, checkpoint: Checkpoint) -> str | None:
        manifest = read_manifest(checkpoint.folder, MANIFEST)
        if manifest is None:
            return "it has no readable manifest"
        if manifest.get("fingerprint") != self.fingerprint:
            return "it belongs to another job (other rows, parameters, seed or student)"
        return find_damage(checkpoint.folder, manifest)

    @contextlib.contextmanager
    def writing(self, step: int) -> Iterator[Path]:
        """A scratch folder to write step's checkpoint into; sealed and renamed when the block ends well. The lease is
        checked before the first byte and again before the rename."""
        self._lease.check()
        final = self.folder / f"step-{step:08d}-token-{self._lease.token}"
        with folder_in_the_making(final) as scratch:
            yield scratch
            seal_folder(scratch, MANIFEST, {"format": 1, "step": step, "fingerprint": self.fingerprint})
            self._lease.check()
            move_into_place(scratch, final)
        self._prune(step)

    def path_of(self, step: int) -> Path:
        return self.folder / f"step-{step:08d}-token-{self._lease.token}"

    def _prune(self, step: int) -> None:
        """Keep the newest few. Never touches what a newer attempt wrote; damaged ones above `step` go as well."""
        mine = [checkpoint for checkpoint in self.list() if checkpoint.token <= self._lease.token]
        behind = [checkpoint for checkpoint in mine if checkpoint.step <= step]
        ahead = [checkpoint for checkpoint in mine if checkpoint.step > step]
        for checkpoint in [*behind[KEPT:], *ahead]:
            shutil.rmtree(checkpoint.folder, ignore_errors=True)
