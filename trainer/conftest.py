from pathlib import Path

import pytest

from support import run_here, train_job


@pytest.fixture(scope="session")
def tuned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small student that was taught to reply: preferences and rewards teach nothing to one that cannot."""
    folder = tmp_path_factory.mktemp("tuned") / "job"
    run_here(train_job(folder, epochs=12))
    return folder / "model"
