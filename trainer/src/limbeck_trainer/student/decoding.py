"""Batched decoding with a key-value cache. Each row has its own limits, temperature and random source, so what a row
gets does not depend on which rows came before it; rows that are done leave the batch."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import torch
from transformers import DynamicCache, PreTrainedTokenizerBase

from .chat import Message
from .student import Student

MAX_TOKENS_BY_DEFAULT = 512


@dataclass(frozen=True)
class SamplingSettings:
    temperature: float = 0.0
    top_p: float = 1.0
    max_tokens: int = MAX_TOKENS_BY_DEFAULT
    stop: tuple[str, ...] = ()
    presence_penalty: float = 0.0
    seed: int | None = None


@dataclass(frozen=True)
class SampleRequest:
    index: int
    messages: list[Message]
    sampling: SamplingSettings


@dataclass
class Reply:
    index: int
    text: str
    finish_reason: str  # stop, length, or prompt-too-long
    prompt_tokens: int
    completion_tokens: int


@dataclass
class DecodedRow:
    """A reply in the making, then made: `ids` are the tokens drawn, an end token among them."""

    request: SampleRequest
    prompt_ids: list[int]
    limit: int
    random: torch.Generator
    ids: list[int] = field(default_factory=list)
    text: str | None = None
    reason: str | None = None


def row_seed(job_seed: int, request: SampleRequest) -> int:
    """From the job and the request alone; a request without a seed of its own uses its index."""
    own = request.sampling.seed if request.sampling.seed is not None else f"row {request.index}"
    return int.from_bytes(hashlib.sha256(f"{job_seed}\n{own}".encode()).digest()[:8], "big") >> 1


def decode_batch(student: Student, requests: list[SampleRequest], job_seed: int) -> list[Reply]:
    return [close_row(student.tokenizer, row) for row in decode_rows(student, requests, job_seed)]


@torch.inference_mode()
def decode_rows(student: Student, requests: list[SampleRequest], job_seed: int) -> list[DecodedRow]:
    rows = [_open_row(student, request, job_seed) for request in requests]
    live = [row for row in rows if row.reason is None]
    if live:
        _decode(student, live)
    return rows


def _open_row(student: Student, request: SampleRequest, job_seed: int) -> DecodedRow:
    text = student.chat.render_prompt(request.messages)
    encoded: Any = student.tokenizer(text, add_special_tokens=False)
    ids = list(encoded["input_ids"])
    room = student.context - len(ids)
    row = DecodedRow(
        request,
        ids,
        min(request.sampling.max_tokens, room),
        torch.Generator().manual_seed(row_seed(job_seed, request)),
    )
    if room < 1:
        row.reason = "prompt-too-long"
    return row


def _decode(student: Student, live: list[DecodedRow]) -> None:
    model: Any = student.model
    device = model.device
    pad = int(student.tokenizer.pad_token_id or 0)  # pyright: ignore[reportArgumentType]
    ends = set(student.chat.end_ids)
    longest = max(len(row.prompt_ids) for row in live)
    step_ids = torch.tensor([[pad] * (longest - len(r.prompt_ids)) + r.prompt_ids for r in live], device=device)
    mask = torch.tensor([[0] * (longest - len(r.prompt_ids)) + [1] * len(r.prompt_ids) for r in live], device=device)
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    cache = DynamicCache(config=model.config)
    while live:
        out = model(
            input_ids=step_ids,
            attention_mask=mask,
            position_ids=positions,
            past_key_values=cache,
            use_cache=True,
            logits_to_keep=1,
        )
        chosen = _choose(out.logits[:, -1, :].float(), live)
        kept = []
        for at, (row, token) in enumerate(zip(live, chosen, strict=True)):
            _append(student.tokenizer, row, token, ends)
            if row.reason is None:
                kept.append(at)
        if not kept:
            return
        positions = positions[:, -1:] + 1
        if len(kept) < len(live):
            index = torch.tensor(kept, device=device)
            cache.batch_select_indices(index)
            mask, positions = mask[index], positions[index]
            live = [live[at] for at in kept]
        step_ids = torch.tensor([[row.ids[-1]] for row in live], device=device)
        mask = torch.cat([mask, mask.new_ones(len(live), 1)], dim=1)


def _choose(logits: torch.Tensor, rows: list[DecodedRow]) -> list[int]:
    if any(row.request.sampling.presence_penalty for row in rows):
        for at, row in enumerate(rows):
            if row.ids and row.request.sampling.presence_penalty:
                logits[at, sorted(set(row.ids))] -= row.request.sampling.presence_penalty
    chosen: list[int] = logits.argmax(-1).tolist()
    for at, row in enumerate(rows):
        if row.request.sampling.temperature > 0:
            chosen[at] = _draw(logits[at].cpu(), row)
    return chosen


def _draw(logits: torch.Tensor, row: DecodedRow) -> int:
    sampling = row.request.sampling
    probabilities = torch.softmax(logits / sampling.temperature, -1)
    if sampling.top_p < 1:
        ordered, order = probabilities.sort(descending=True, stable=True)
        # Keep the most likely tokens until together they reach top_p; the first always stays.
        ordered[ordered.cumsum(-1) - ordered >= sampling.top_p] = 0
        probabilities = torch.zeros_like(probabilities).scatter_(0, order, ordered)
    return int(torch.multinomial(probabilities, 1, generator=row.random))


def _append(tokenizer: PreTrainedTokenizerBase, row: DecodedRow, token: int, ends: set[int]) -> None:
    row.ids.append(token)
    if token in ends:
        row.reason = "stop"
        return
    if row.request.sampling.stop:
        text = _text_of(tokenizer, row.ids)
        found = [at for at in (text.find(stop) for stop in row.request.sampling.stop) if at >= 0]
        if found:
            row.text, row.reason = text[: min(found)], "stop"
            return
    if len(row.ids) >= row.limit:
        row.reason = "length"


def _text_of(tokenizer: PreTrainedTokenizerBase, ids: list[int]) -> str:
    return str(tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False))


def close_row(tokenizer: PreTrainedTokenizerBase, row: DecodedRow) -> Reply:
    text = row.text if row.text is not None else _text_of(tokenizer, row.ids)
    return Reply(row.request.index, text, row.reason or "length", len(row.prompt_ids), len(row.ids))
