from pathlib import Path

from objective_case import ObjectiveCase
from replies import load, reply_log_prob

HELD_OUT = [n * 41 + 3 for n in range(12)]


def quality(model: Path) -> float:
    """By how much the better reply to an unseen prompt is likelier than the worse one, as a mean of logarithms."""
    student = load(model)
    margins = [
        reply_log_prob(student, f"Say {n}", f"It is {n}.") - reply_log_prob(student, f"Say {n}", f"Is it {n}?")
        for n in HELD_OUT
    ]
    return sum(margins) / len(margins)


PAIR = {"prompt": "Say 1", "chosen": "It is 1.", "rejected": "Is it 1?"}

CASE = ObjectiveCase(
    kind="preference",
    rows=[
        {"id": f"r{n}", "prompt": f"Say {n * 37}", "chosen": f"It is {n * 37}.", "rejected": f"Is it {n * 37}?"}
        for n in range(32)
    ],
    params={"batch_size": 8, "epochs": 3, "learning_rate": 5e-4},
    bad_rows=[
        ({**PAIR, "chosen": None}, "chosen must be text"),
        ({**PAIR, "rejected": ["x"]}, "rejected must be text"),
        ({**PAIR, "rejected": PAIR["chosen"]}, "chosen and rejected are the same text"),
        ({**PAIR, "prompt": 7}, "it has neither a prompt nor messages"),
    ],
    quality=quality,
    gain=2.0,
)
