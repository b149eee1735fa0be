"""What an objective has gathered goes into the checkpoint, and back into the trainer that resumes."""

from pathlib import Path
from typing import Any

import pytest
import torch

from limbeck_trainer.objectives.sft.objective import DurableSftTrainer
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.stopping import StopFlag
from support import Event, Recorder, run_here, train_job


def test_an_objective_s_own_state_survives_a_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running sum over all steps, told as a metric: it is right after a resume only when it was saved."""

    def add(self: Any, *arguments: Any, **more: Any) -> Any:
        loss = forward(self, *arguments, **more)
        self.sum = getattr(self, "sum", torch.zeros(())) + 1
        return loss

    forward = DurableSftTrainer.training_step
    monkeypatch.setattr(DurableSftTrainer, "training_step", add)
    monkeypatch.setattr(DurableSftTrainer, "step_metrics", lambda self: {"batches": float(self.sum)})
    monkeypatch.setattr(DurableSftTrainer, "objective_state", lambda self: {"sum": self.sum, "note": ["kept"]})
    monkeypatch.setattr(
        DurableSftTrainer, "load_objective_state", lambda self, state: setattr(self, "sum", state["sum"])
    )
    flag = StopFlag()

    def stop_at_the_checkpoint(event: Event) -> None:
        if event["event"] == "checkpoint":
            flag.request("got SIGTERM")

    params = {"max_steps": 9, "save_steps": 4}
    with pytest.raises(TrainerFailure):
        run_here(train_job(tmp_path / "job", **params), Recorder(stop_at_the_checkpoint), flag)
    facts = run_here(train_job(tmp_path / "job", token=2, **params))
    assert facts["resumed_from"] >= 4
    assert [value for _, value in facts["metrics"]["batches"]] == list(range(1, 10))
