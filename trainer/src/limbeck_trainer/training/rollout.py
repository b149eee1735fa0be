"""Replies that the student samples to prompts, several to each, and what they were worth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from ..data.prompts import Prompt
from ..losses.log_probs import IGNORED
from ..protocol.failures import TrainerFailure
from ..protocol.questions import Questions
from ..student.decoding import DecodedRow, SampleRequest, SamplingSettings, close_row, decode_rows
from ..student.student import Student

Batch = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Sampling:
    group_size: int
    temperature: float
    max_new_tokens: int


@dataclass(frozen=True)
class Rollout:
    """Replies of one batch of prompts, those to the first prompt first."""

    replies: list[DecodedRow]
    texts: list[str]


def roll_out(
    student: Student, model: Any, prompts: Sequence[tuple[int, Prompt]], sampling: Sampling, step: int, seed: int
) -> Rollout:
    """`prompts` with their places. What a reply draws depends on the job's seed, the step, the prompt and its number
    among its siblings; the process's own random numbers are left alone."""
    requests = [
        SampleRequest(
            index,
            prompt.messages,
            SamplingSettings(
                temperature=sampling.temperature,
                max_tokens=sampling.max_new_tokens,
                seed=int.from_bytes(f"{step}/{place}/{number}".encode(), "big"),
            ),
        )
        for index, (place, prompt, number) in enumerate(
            (place, prompt, number) for place, prompt in prompts for number in range(sampling.group_size)
        )
    ]
    was_training = model.training
    model.eval()
    rows = decode_rows(replace(student, model=model), requests, seed)
    model.train(was_training)
    return Rollout(rows, [close_row(student.tokenizer, row).text for row in rows])


def ask_rewards(
    questions: Questions, number: int, prompts: Sequence[Prompt], texts: Sequence[str], group_size: int
) -> torch.Tensor:
    """[prompts, replies of each], from the worker."""
    items = [
        {"row": prompt.row, "replies": list(texts[at * group_size : (at + 1) * group_size])}
        for at, prompt in enumerate(prompts)
    ]
    answers = questions.ask(number, items)
    for answer in answers:
        numbers = isinstance(answer, list) and all(
            isinstance(reward, int | float) and math.isfinite(reward) for reward in answer
        )
        if not numbers or len(answer) != group_size:
            raise TrainerFailure(
                "answer-invalid",
                f"Question {number} asked for {group_size} rewards of each prompt and got {str(answer)[:200]}",
                "The worker is of another version than the trainer: install both anew.",
            )
    return torch.tensor(answers, dtype=torch.float64)


def collate_replies(replies: Sequence[DecodedRow], advantages: Sequence[float], pad: int) -> Batch:
    """Prompts with their replies, padded at the end to one length."""
    rows = [[*row.prompt_ids, *row.ids] for row in replies]
    longest = max(len(row) for row in rows)
    return {
        "input_ids": torch.tensor([row + [pad] * (longest - len(row)) for row in rows]),
        "attention_mask": torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows]),
        "labels": torch.tensor(
            [
                [IGNORED] * len(row.prompt_ids) + row.ids + [IGNORED] * (longest - len(ids))
                for row, ids in zip(replies, rows, strict=True)
            ]
        ),
        "advantages": torch.tensor(advantages, dtype=torch.float32),
    }
