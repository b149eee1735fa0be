"""What an objective gives the suite that all of them pass: `CASE` in `contract_case.py` of its folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support import Job, train_job, write_jsonl

Row = dict[str, Any]


@dataclass(frozen=True)
class ObjectiveCase:
    kind: str
    rows: Sequence[Row]
    # Small: seconds, and at least 8 steps.
    params: Row
    # Rows that must be refused by name, each with a part of the reason.
    bad_rows: Sequence[tuple[Row, str]]
    # What it optimises, measured on rows it was not trained on; more is better.
    quality: Callable[[Path], float]
    # By how much a tiny training must better that.
    gain: float
    # The worker's answer to one item of a question, where it asks any.
    answer: Callable[[Row], Any] | None = None
    # Further models by role, as students of the job; paths may be taken from the tuned student.
    models: Callable[[Path], dict[str, Row]] = field(default=lambda _: {})

    def job(self, folder: Path, objective: str, tuned: Path, token: int = 1, **params: Any) -> Job:
        """Starts from a student that was taught to reply."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = write_jsonl(folder / "rows.jsonl", self.rows)
        return {
            **train_job(folder, token),
            "objective": objective,
            "models": {"student": {"path": str(tuned), "initial": "weights"}, **self.models(tuned)},
            "inputs": {"rows": {"kind": self.kind, "files": [str(rows)]}},
            "params": {**self.params, **params},
        }
