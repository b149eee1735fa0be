"""Whether two models cut text into the same tokens. Equal sizes say nothing of that, and a loss over logits of unlike
tokens trains on noise without a sign of it."""

import hashlib
import json
from typing import Any

from transformers import PreTrainedTokenizerBase

from ..protocol.failures import TrainerFailure

# How a tokenizer happens to be called, not what it makes of a text.
HABITS = ("version", "truncation", "padding")


def tokenizer_digest(tokenizer: PreTrainedTokenizerBase) -> str:
    """Of all that decides which ids a text becomes: vocabulary, merges, normaliser, splitting, added tokens."""
    fast: Any = tokenizer
    parts = json.loads(fast.backend_tokenizer.to_str())
    for habit in HABITS:
        parts.pop(habit, None)
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check_same_tokenizer(student: tuple[str, str], teacher: tuple[str, str]) -> None:
    """Each as (what to call it, digest). Raises `tokenizers-differ`."""
    if student[1] != teacher[1]:
        raise TrainerFailure(
            "tokenizers-differ",
            f"The tokenizers of {student[0]} ({student[1][:12]}) and of {teacher[0]} ({teacher[1][:12]}) are not the "
            "same, so their tokens cannot be compared one by one.",
            "Give the student the teacher's tokenizer (a student drawn at random takes any), take a teacher of the "
            "student's family, or train on the teacher's replies with distill/sft.",
        )
