"""What a trained student makes of rows: log-probabilities of given replies, and replies of its own."""

from pathlib import Path

import torch

from limbeck_trainer.protocol.job import StudentSpec
from limbeck_trainer.student.decoding import SampleRequest, SamplingSettings, decode_batch
from limbeck_trainer.student.student import Student, load_student


def load(folder: Path) -> Student:
    student = load_student(StudentSpec(folder, "weights", None, None), seed=0)
    student.model.eval()
    return student


def reply_log_prob(student: Student, prompt: str, reply: str) -> float:
    """Token by token, without padding or batches."""
    chat = student.chat.render_prompt([{"role": "user", "content": prompt}])
    before = student.tokenizer(chat, add_special_tokens=False)["input_ids"]
    after = student.tokenizer(f"{reply}{student.tokenizer.eos_token}", add_special_tokens=False)["input_ids"]
    ids = [*before, *after]  # pyright: ignore
    with torch.no_grad():
        chances = student.model(input_ids=torch.tensor([ids])).logits[0].log_softmax(-1)
    return sum(float(chances[place - 1, ids[place]]) for place in range(len(before), len(ids)))  # pyright: ignore


def sampled_replies(student: Student, prompts: list[str], each: int) -> list[str]:
    requests = [
        SampleRequest(index, [{"role": "user", "content": prompt}], SamplingSettings(temperature=1.0, max_tokens=16))
        for index, prompt in enumerate(prompt for prompt in prompts for _ in range(each))
    ]
    return [reply.text for reply in decode_batch(student, requests, 0)]
