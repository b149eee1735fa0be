from pathlib import Path

from objective_case import ObjectiveCase
from replies import load, reply_log_prob

HELD_OUT = [n * 41 + 3 for n in range(12)]


def quality(model: Path) -> float:
    """Mean log-probability of the replies that are taught, to prompts it was not shown."""
    student = load(model)
    return sum(reply_log_prob(student, f"Say {n}", f"So: {n}!") for n in HELD_OUT) / len(HELD_OUT)


CASE = ObjectiveCase(
    kind="sft",
    rows=[{"id": f"r{n}", "prompt": f"Say {n * 37}", "completion": f"So: {n * 37}!"} for n in range(40)],
    params={"batch_size": 8, "epochs": 4, "learning_rate": 2e-3},
    bad_rows=[
        ({"prompt": "x"}, "completion must be text"),
        ({"completion": "x"}, "it has neither a prompt nor messages"),
        ({"messages": [{"role": "robot", "content": "x"}], "completion": "x"}, "each message has a role"),
    ],
    quality=quality,
    gain=10.0,
)
