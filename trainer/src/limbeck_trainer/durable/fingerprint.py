"""Digests of what decides a job's result, so that half-done work is only gone on from when it is of this very job."""

import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..protocol.job import InputSpec, StudentSpec
from .files import sha256_of

SMALL_BYTES = 8 << 20


def content_digest(files: Iterable[Path]) -> str:
    """Of the files' text one after the other: how it is cut and compressed does not matter. Missing files count as
    empty; reading them later says so properly."""
    digest = hashlib.sha256()
    for file in files:
        if not file.is_file():
            continue
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rb") as content:
            while chunk := content.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def input_fingerprint(spec: InputSpec) -> dict[str, Any]:
    return {"kind": spec.kind, "rows": content_digest(spec.files), "side": _folder(spec.side) if spec.side else None}


def student_fingerprint(spec: StudentSpec) -> dict[str, Any]:
    """Small files by content, weights by size: hashing tens of gigabytes at each start would cost minutes."""
    return {
        "initial": spec.initial,
        "model": _folder(spec.path),
        "adapter": _folder(spec.adapter) if spec.adapter else None,
        "tokenizer": [spec.tokenizer.vocab_size, content_digest(spec.tokenizer.train_on)] if spec.tokenizer else None,
    }


def _folder(folder: Path) -> dict[str, Any]:
    files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
    return {path.name: _file(path) for path in files}


def _file(path: Path) -> Any:
    size = path.stat().st_size
    return sha256_of(path) if size <= SMALL_BYTES else size
