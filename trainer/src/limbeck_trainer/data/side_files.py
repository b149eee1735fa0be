"""Bulk values beside rows: a folder with `side.bin`, the blocks one after the other, and `side.idx`, of each its
SHA-256 (32 bytes), offset (uint64) and size (uint32), little-endian (schemas/artifact.schema.json)."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from ..protocol.failures import TrainerFailure

ENTRY = np.dtype([("digest", "V32"), ("offset", "<u8"), ("bytes", "<u4")])


class SideFiles:
    """Blocks by digest, read when they are asked for and checked every time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            entries: Any = np.fromfile(folder / "side.idx", ENTRY)
            self._values = (folder / "side.bin").open("rb")
        except OSError as error:
            raise _unreadable(folder, str(error)) from error
        self._places = {
            entry["digest"].tobytes().hex(): (int(entry["offset"]), int(entry["bytes"])) for entry in entries
        }

    def read(self, digest: str) -> bytes:
        """Raises KeyError when there is no such block, `file-unreadable` when it is not what was written."""
        offset, size = self._places[digest]
        self._values.seek(offset)
        data = self._values.read(size)
        if hashlib.sha256(data).hexdigest() != digest:
            raise _unreadable(self._folder, f"the values at byte {offset} do not match their digest")
        return data


def _unreadable(folder: Path, because: str) -> TrainerFailure:
    return TrainerFailure(
        "file-unreadable", f"The values in {folder} cannot be read: {because}", "Run the step before this one again."
    )
