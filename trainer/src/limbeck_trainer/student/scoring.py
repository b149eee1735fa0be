"""What a model makes of a given text: how likely it holds each token of the reply, and which k tokens it holds most
likely there. The predictor of a token is the position before it."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ..data.logit_block import LogitBlock
from .identity import tokenizer_digest
from .student import Student


@dataclass(frozen=True)
class ScoredText:
    """At least one token each, together within the model's context."""

    prompt_ids: list[int]
    completion_ids: list[int]
    top: int
    temperature: float


@torch.inference_mode()
def score_texts(student: Student, texts: list[ScoredText]) -> list[LogitBlock]:
    """On a processor one text at a time: there a batch saves next to nothing, and what a text gets is then, to the
    last bit, independent of its neighbours. On a GPU together, padded on the left."""
    tokenizer = tokenizer_digest(student.tokenizer)
    device = next(student.model.parameters()).device
    together = [[text] for text in texts] if device.type == "cpu" else [texts]
    blocks: list[LogitBlock] = []
    for batch in together:
        logits = _logits(student, batch, device)
        blocks += [_block(student, text, logits[at], tokenizer) for at, text in enumerate(batch)]
    return blocks


def _logits(student: Student, batch: list[ScoredText], device: torch.device) -> Tensor:
    """[texts, longest reply + 1, columns]; the last column row has no token after it."""
    rows = [text.prompt_ids + text.completion_ids for text in batch]
    longest = max(map(len, rows))
    pad = int(student.tokenizer.pad_token_id or 0)  # pyright: ignore[reportArgumentType]
    ids = torch.tensor([[pad] * (longest - len(row)) + row for row in rows], device=device)
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows], device=device)
    model: Any = student.model
    return model(
        input_ids=ids,
        attention_mask=mask,
        position_ids=(mask.cumsum(-1) - 1).clamp(min=0),
        use_cache=False,
        # The head is applied to the reply alone: for a long prompt the rest would be most of the memory.
        logits_to_keep=max(len(text.completion_ids) for text in batch) + 1,
    ).logits


def _block(student: Student, text: ScoredText, logits: Tensor, tokenizer: str) -> LogitBlock:
    vocabulary = len(student.tokenizer)
    # Heads are padded to round sizes; columns beyond the tokenizer's stand for nothing.
    reply = logits[-len(text.completion_ids) - 1 : -1, :vocabulary].float()
    log_p = (reply / text.temperature).log_softmax(-1)
    logprobs, ids = log_p.topk(min(text.top, vocabulary), dim=-1)
    # The mass that is left is summed, not subtracted from one: that would round it away.
    tail = log_p.scatter(-1, ids, float("-inf")).exp().sum(-1, dtype=torch.float64)
    own = log_p.gather(-1, torch.tensor(text.completion_ids, device=log_p.device).unsqueeze(-1)).squeeze(-1)
    return LogitBlock(
        ids.cpu().numpy(),
        logprobs.cpu().numpy(),
        tail.cpu().numpy(),
        own.cpu().numpy(),
        vocabulary,
        text.temperature,
        tokenizer,
    )
