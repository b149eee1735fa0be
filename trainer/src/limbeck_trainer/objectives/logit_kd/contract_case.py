from pathlib import Path
from typing import Any

from objective_case import ObjectiveCase
from teachers import mean_kl, taught_teacher

HELD_OUT = [n * 41 + 3 for n in range(12)]
_teacher: dict[str, Path] = {}


def models(tuned: Path) -> dict[str, dict[str, Any]]:
    _teacher["path"] = taught_teacher(tuned)
    return {"teacher": {"path": str(_teacher["path"]), "initial": "weights"}}


def quality(model: Path) -> float:
    """How close it is to its teacher on prompts without rows: minus the KL divergence, in nats per token."""
    return -mean_kl(_teacher["path"], model, HELD_OUT)


CASE = ObjectiveCase(
    kind="sft",
    rows=[{"id": f"r{n}", "prompt": f"Say {n * 37}", "completion": f"So: {n * 37}!"} for n in range(40)],
    params={"batch_size": 8, "epochs": 4, "learning_rate": 2e-3, "cross_entropy": 0},
    bad_rows=[
        ({"prompt": "x"}, "completion must be text"),
        ({"completion": "x"}, "it has neither a prompt nor messages"),
    ],
    models=models,
    quality=quality,
    gain=0.5,
)
