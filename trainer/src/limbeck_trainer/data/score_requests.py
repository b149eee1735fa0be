"""What a score job is asked: one text a line, as messages and the reply to them, as text and how it goes on, or as
ids."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..protocol.failures import TrainerFailure
from ..student.scoring import ScoredText
from ..student.student import Student
from .reply_tokens import cut_at, reply_tokens
from .rows import PlacedRow, read_rows


@dataclass(frozen=True)
class ScoreRequest:
    index: int
    given: dict[str, Any]
    top: int
    temperature: float


def read_score_requests(file: Path) -> list[ScoreRequest]:
    """Raises `request-invalid`."""
    return [_request(placed) for placed in read_rows([file])]


def _request(placed: PlacedRow) -> ScoreRequest:
    row = placed.row
    try:
        request = ScoreRequest(int(row["index"]), row, int(row["top"]), float(row.get("temperature", 1.0)))
        if request.top < 1 or not request.temperature > 0:
            raise ValueError("top is at least 1 and temperature above 0")
        if not ({"messages", "completion"} <= row.keys() or {"text", "completion"} <= row.keys()) and not (
            {"prompt_ids", "completion_ids"} <= row.keys()
        ):
            raise ValueError("it has no text")
    except (KeyError, TypeError, ValueError) as error:
        raise TrainerFailure(
            "request-invalid",
            f"{placed.file}:{placed.line} is no scoring request: {error}",
            "A request has index, top, and messages or text with completion, or prompt_ids with completion_ids.",
        ) from error
    return request


def text_of(student: Student, request: ScoreRequest) -> ScoredText | str:
    """What is scored, or why it cannot be."""
    given = request.given
    try:
        if "messages" in given:
            prompt, completion = reply_tokens(student.chat, given["messages"], given["completion"])
        elif "text" in given:
            whole = given["text"] + given["completion"]
            prompt, completion = cut_at(student.tokenizer, whole, len(given["text"]), special=True)
        else:
            prompt, completion = list(given["prompt_ids"]), list(given["completion_ids"])
    except ValueError as error:
        return str(error)
    length = len(prompt) + len(completion)
    if length > student.context:
        return f"it has {length} tokens, and the model's context holds {student.context}"
    if not prompt or not completion:
        return f"it has {len(prompt)} tokens before the reply and {len(completion)} in it, and one of each is needed"
    if max(max(prompt), max(completion)) >= len(student.tokenizer) or min(min(prompt), min(completion)) < 0:
        return "it has tokens that the model's tokenizer does not have"
    return ScoredText(prompt, completion, request.top, request.temperature)
