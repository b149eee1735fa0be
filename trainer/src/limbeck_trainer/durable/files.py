"""Files and folders that appear whole or not at all, and manifests that say what whole is."""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fsync_path(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError:  # some file systems refuse fsync on folders
        if not path.is_dir():
            raise
    finally:
        os.close(fd)


def write_json_durably(path: Path, value: Any) -> None:
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with scratch.open("w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    fsync_path(path.parent)


def list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def seal_folder(folder: Path, manifest_name: str, facts: dict[str, Any]) -> None:
    """Fsync every file and write the manifest: facts, and size and SHA-256 of each file."""
    files: dict[str, Any] = {}
    for path in list_files(folder):
        if path.name == manifest_name:
            continue
        fsync_path(path)
        files[path.relative_to(folder).as_posix()] = {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
    for path in sorted(p for p in folder.rglob("*") if p.is_dir()):
        fsync_path(path)
    write_json_durably(folder / manifest_name, {**facts, "files": files})


def read_manifest(folder: Path, manifest_name: str) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / manifest_name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("files"), dict) else None


def find_damage(folder: Path, manifest: dict[str, Any]) -> str | None:
    """What is wrong with a sealed folder, or None."""
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            return f"{name} is missing"
        if path.stat().st_size != expected["bytes"]:
            return f"{name} has {path.stat().st_size} bytes instead of {expected['bytes']}"
        if sha256_of(path) != expected["sha256"]:
            return f"{name} does not match its digest"
    return None


@contextlib.contextmanager
def folder_in_the_making(final: Path) -> Iterator[Path]:
    """A scratch folder beside `final`; removed when the block fails. The caller renames it."""
    final.parent.mkdir(parents=True, exist_ok=True)
    scratch = final.with_name(f".making-{final.name}-{uuid.uuid4().hex[:8]}")
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def move_into_place(scratch: Path, final: Path) -> None:
    """Rename; an older folder of that name is moved aside first, then removed."""
    aside = final.with_name(f".old-{final.name}-{uuid.uuid4().hex[:8]}")
    if final.exists():
        final.rename(aside)
    scratch.rename(final)
    fsync_path(final.parent)
    shutil.rmtree(aside, ignore_errors=True)


def sweep_leavings(parent: Path) -> None:
    """Remove scratch folders that a killed process left. Only for the holder of the lease."""
    if not parent.is_dir():
        return
    for path in parent.iterdir():
        if path.name.startswith((".making-", ".old-")) and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
