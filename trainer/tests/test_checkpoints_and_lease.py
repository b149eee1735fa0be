from pathlib import Path

import pytest

from limbeck_trainer.durable.checkpoints import CheckpointStore
from limbeck_trainer.durable.lease import Lease
from limbeck_trainer.protocol.failures import TrainerFailure
from support import take_lease


def store(folder: Path, token: int = 1, fingerprint: str = "this job") -> CheckpointStore:
    lease = take_lease(folder, token)
    return CheckpointStore(folder / "checkpoints", Lease(Path(lease["file"]), token), fingerprint)


def save(checkpoints: CheckpointStore, step: int, text: str = "weights") -> None:
    checkpoints.prepare()
    with checkpoints.writing(step) as folder:
        (folder / "model.safetensors").write_text(text)
        (folder / "optimizer.pt").write_text("moments")


def names(checkpoints: CheckpointStore) -> list[str]:
    return sorted(path.name for path in checkpoints.folder.iterdir())


def test_two_are_kept_and_the_newest_is_found(tmp_path: Path) -> None:
    checkpoints = store(tmp_path)
    for step in (10, 20, 30):
        save(checkpoints, step)
    assert names(checkpoints) == ["step-00000020-token-1", "step-00000030-token-1"]
    found = checkpoints.find_newest()
    assert found.checkpoint is not None
    assert (found.checkpoint.step, found.skipped) == (30, [])


def damage_missing(folder: Path) -> None:
    (folder / "optimizer.pt").unlink()


def damage_short(folder: Path) -> None:
    (folder / "model.safetensors").write_text("weigh")


def damage_flipped(folder: Path) -> None:
    (folder / "model.safetensors").write_text("weighTs")


def damage_manifest(folder: Path) -> None:
    (folder / "checkpoint.json").write_text("{")


@pytest.mark.parametrize(
    ("damage", "because"),
    [
        (damage_missing, "optimizer.pt is missing"),
        (damage_short, "model.safetensors has 5 bytes instead of 7"),
        (damage_flipped, "model.safetensors does not match its digest"),
        (damage_manifest, "it has no readable manifest"),
    ],
)
def test_what_does_not_verify_is_passed_over_for_the_one_before(tmp_path: Path, damage, because: str) -> None:
    checkpoints = store(tmp_path)
    save(checkpoints, 10)
    save(checkpoints, 20)
    damage(checkpoints.path_of(20))
    found = checkpoints.find_newest()
    assert found.checkpoint is not None
    assert (found.checkpoint.step, found.skipped) == (10, [f"step-00000020-token-1: {because}"])


def test_a_checkpoint_of_another_job_is_not_used(tmp_path: Path) -> None:
    save(store(tmp_path, fingerprint="other rows"), 10)
    found = store(tmp_path).find_newest()
    assert found.checkpoint is None
    assert found.skipped[0].startswith("step-00000010-token-1: it belongs to another job")


def test_a_save_that_fails_leaves_nothing(tmp_path: Path) -> None:
    checkpoints = store(tmp_path)
    save(checkpoints, 10)
    with pytest.raises(OSError, match="no room"), checkpoints.writing(20):
        raise OSError("no room")
    assert names(checkpoints) == ["step-00000010-token-1"]


@pytest.mark.parametrize("content", ['{"token": 2}', "", "{}", None])
def test_without_the_lease_nothing_is_written(tmp_path: Path, content: str | None) -> None:
    checkpoints = store(tmp_path)
    save(checkpoints, 10)
    lease = tmp_path / "lease.json"
    if content is None:
        lease.unlink()
    else:
        lease.write_text(content)
    with pytest.raises(TrainerFailure) as lost, checkpoints.writing(20):
        raise AssertionError("the block must not run")
    assert (lost.value.code, lost.value.retryable) == ("lease-lost", True)
    assert names(checkpoints) == ["step-00000010-token-1"]


def test_a_lease_lost_while_saving_keeps_the_rename_from_happening(tmp_path: Path) -> None:
    checkpoints = store(tmp_path)
    checkpoints.prepare()
    with pytest.raises(TrainerFailure), checkpoints.writing(10) as folder:
        (folder / "model.safetensors").write_text("weights")
        take_lease(tmp_path, 2)
    assert names(checkpoints) == []


def test_an_older_attempt_never_removes_what_a_newer_one_saved(tmp_path: Path) -> None:
    newer = store(tmp_path, token=2)
    save(newer, 5)
    save(newer, 6)
    older = store(tmp_path, token=1)  # as if its lease check had passed a moment before
    save(older, 20)
    save(older, 30)
    save(older, 40)
    assert names(newer)[:2] == ["step-00000005-token-2", "step-00000006-token-2"]
