"""Arithmetic of epochs, steps and warm-up, as transformers' Trainer does it, so that the total is known beforehand."""

import math
from typing import Any


def steps_per_epoch(rows: int, batch_size: int, accumulation: int) -> int:
    """Optimizer steps; the last of an epoch may hold fewer rows."""
    return max(1, math.ceil(math.ceil(rows / batch_size) / accumulation))


def total_steps(rows: int, params: dict[str, Any]) -> int:
    """`max_steps` when given, else what the epochs come to."""
    if params.get("max_steps") is not None:
        return int(params["max_steps"])
    return max(
        1, math.ceil(params["epochs"] * steps_per_epoch(rows, params["batch_size"], params["gradient_accumulation"]))
    )


def warmup_steps(total: int, params: dict[str, Any]) -> int:
    if params.get("warmup_steps") is not None:
        return min(total, int(params["warmup_steps"]))
    return math.ceil(total * params["warmup_ratio"])


def scheduler_name(schedule: str, warmup: int) -> str:
    return "constant_with_warmup" if schedule == "constant" and warmup else schedule
