"""What rounding the weights costs, measured on prompts the student never trained on: greedy replies side by side,
and the logits of both along the full model's reply."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch

from ..student.decoding import SampleRequest
from ..student.student import Student
from .onnx_folder import BothGraphs
from .onnx_session import OnnxSession

# Logits of all positions are held at once: 256 MB of them at most, and never less than a row.
LOGITS_AT_ONCE = 64 << 20
ROWS_AT_ONCE = 32


@dataclass(frozen=True)
class Prompt:
    ids: list[int]
    limit: int


@dataclass
class Tally:
    prompts: int = 0
    equal_completions: int = 0
    tokens: int = 0
    equal_tokens: int = 0
    logit_difference: float = 0.0

    def facts(self) -> dict[str, Any]:
        tokens = max(self.tokens, 1)
        return {
            "prompts": self.prompts,
            "equal_completions": round(self.equal_completions / max(self.prompts, 1), 4),
            "tokens": self.tokens,
            "equal_tokens": round(self.equal_tokens / tokens, 4),
            "mean_logit_difference": float(f"{self.logit_difference / tokens:.2e}"),
        }


def compare_graphs(
    student: Student,
    requests: list[SampleRequest],
    graphs: BothGraphs,
    *,
    threads: int,
    advance: Callable[[int, int], None],
) -> dict[str, Any] | None:
    """None without a prompt that fits. `advance` is told prompts and tokens done, and may raise to stop."""
    full, rounded = (OnnxSession(file, graphs.shape, threads) for file in (graphs.full, graphs.rounded))
    ends = set(student.chat.end_ids)
    tally = Tally()
    for batch in _batches(student, _prompts(student, requests)):
        expected = decode(full, batch, ends)
        got = decode(rounded, batch, ends)
        tally.prompts += len(batch)
        tally.equal_completions += sum(a == b for a, b in zip(expected, got, strict=True))
        _compare_logits(full, rounded, batch, expected, tally)
        advance(tally.prompts, sum(map(len, expected)))
    return tally.facts() if tally.prompts else None


def _prompts(student: Student, requests: list[SampleRequest]) -> Iterator[Prompt]:
    for request in requests:
        encoded: Any = student.tokenizer(student.chat.render_prompt(request.messages), add_special_tokens=False)
        ids = list(encoded["input_ids"])
        room = student.context - len(ids)
        if ids and room > 0:
            yield Prompt(ids, min(request.sampling.max_tokens, room))


def _batches(student: Student, prompts: Iterator[Prompt]) -> Iterator[list[Prompt]]:
    embeddings: Any = student.model.get_input_embeddings()
    vocabulary = embeddings.weight.shape[0]
    batch: list[Prompt] = []
    for prompt in prompts:
        longest = max(len(each.ids) + each.limit for each in [*batch, prompt])
        if batch and (len(batch) == ROWS_AT_ONCE or (len(batch) + 1) * longest * vocabulary > LOGITS_AT_ONCE):
            yield batch
            batch = []
        batch.append(prompt)
    if batch:
        yield batch


@dataclass(frozen=True)
class Padded:
    ids: torch.Tensor
    mask: torch.Tensor

    @property
    def positions(self) -> torch.Tensor:
        return (self.mask.cumsum(-1) - 1).clamp(min=0)


def pad_left(rows: list[list[int]]) -> Padded:
    longest = max(map(len, rows))
    ids = torch.tensor([[0] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    return Padded(ids, mask)


def decode(session: OnnxSession, prompts: list[Prompt], ends: set[int]) -> list[list[int]]:
    """Greedy replies, the end token included. Rows that are done leave the batch."""
    replies: list[list[int]] = [[] for _ in prompts]
    live = list(range(len(prompts)))
    padded = pad_left([prompt.ids for prompt in prompts])
    ids, mask, positions = padded.ids, padded.mask, padded.positions
    past = session.shape.empty(len(prompts))
    while live:
        logits, past = session.run(ids, mask, positions, past)
        chosen = logits[:, -1].argmax(-1).tolist()
        kept = []
        for at, (row, token) in enumerate(zip(live, chosen, strict=True)):
            replies[row].append(token)
            if token not in ends and len(replies[row]) < prompts[row].limit:
                kept.append(at)
        index = torch.tensor(kept, dtype=torch.long)
        if len(kept) < len(live):
            past = [tensor[index] for tensor in past]
        live = [live[at] for at in kept]
        ids = torch.tensor([[replies[row][-1]] for row in live])
        positions = positions[index, -1:] + 1
        mask = torch.cat([mask[index], mask.new_ones(len(live), 1)], 1)
    return replies


def _compare_logits(
    full: OnnxSession, rounded: OnnxSession, prompts: list[Prompt], replies: list[list[int]], tally: Tally
) -> None:
    """Both read the same text; the logits that chose each token of the reply are compared."""
    padded = pad_left([prompt.ids + reply for prompt, reply in zip(prompts, replies, strict=True)])
    empty = full.shape.empty(len(prompts))
    a, _ = full.run(padded.ids, padded.mask, padded.positions, empty)
    b, _ = rounded.run(padded.ids, padded.mask, padded.positions, empty)
    for row, reply in enumerate(replies):
        span = slice(-len(reply) - 1, -1)
        tally.tokens += len(reply)
        tally.equal_tokens += int((a[row, span].argmax(-1) == b[row, span].argmax(-1)).sum())
        tally.logit_difference += float((a[row, span] - b[row, span]).abs().mean(-1).sum())
