from pathlib import Path
from typing import Any

from objective_case import ObjectiveCase
from replies import load, sampled_replies

HELD_OUT = [f"Say {n * 41 + 3}" for n in range(12)]


def worth(reply: str) -> float:
    """What a worker may answer: any number will do, and this one is easily learnt."""
    return float("7" in reply)


def answer(item: dict[str, Any]) -> list[float]:
    return [worth(reply) for reply in item["replies"]]


def quality(model: Path) -> float:
    """Mean worth of replies to unseen prompts."""
    rewards = [worth(reply) for reply in sampled_replies(load(model), HELD_OUT, each=4)]
    return sum(rewards) / len(rewards)


PROMPT = {"prompt": "Say 1", "gold": "1"}

CASE = ObjectiveCase(
    kind="prompt",
    rows=[{"id": f"r{n}", "prompt": f"Say {n * 37}", "gold": n * 37} for n in range(16)],
    params={
        "batch_size": 4,
        "epochs": 3,
        "learning_rate": 2e-3,
        "group_size": 6,
        "max_new_tokens": 12,
        "rewards": {"verifier": {}},
    },
    bad_rows=[
        ({"prompt": "Say 1"}, "gold must hold the right answer"),
        ({**PROMPT, "gold": {"text": "1"}}, "gold must hold the right answer"),
        ({**PROMPT, "prompt": None}, "it has neither a prompt nor messages"),
        ({"gold": "1", "messages": [{"role": "assistant", "content": "x"}]}, "its messages end with the assistant's"),
    ],
    quality=quality,
    gain=0.15,
    answer=answer,
)
