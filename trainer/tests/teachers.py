"""A teacher for a student of the suites, and rows with what it said of each token."""

import json
import struct
from pathlib import Path
from typing import Any

import torch

from limbeck_trainer.student.student import Student
from replies import load
from support import Job, run_here, score_job, train_job, write_jsonl

Row = dict[str, Any]


def taught_teacher(tuned: Path) -> Path:
    """Goes on from the tuned student, to other replies; made once for a session."""
    folder = tuned.parent.parent / "teacher"
    if not (folder / "model").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        job = train_job(folder / "job", epochs=12, batch_size=8, learning_rate=2e-3)
        rows = [{"id": f"t{n}", "prompt": f"Say {n * 37}", "completion": f"So: {n * 37}!"} for n in range(40)]
        job["models"] = {"student": {"path": str(tuned), "initial": "weights"}}
        job["inputs"] = {"rows": {"kind": "sft", "files": [str(write_jsonl(folder / "taught.jsonl", rows))]}}
        job["output"] = str(folder / "model")
        run_here(job)
    return folder / "model"


def logit_input(folder: Path, teacher: Path, rows: list[Row], top: int, temperature: float = 1.0) -> Job:
    """The port of a training: rows of the kind logits, scored by the trainer's own job."""
    requests = [
        {
            "index": at,
            "messages": [{"role": "user", "content": row["prompt"]}],
            "completion": row["completion"],
            "top": top,
            "temperature": temperature,
        }
        for at, row in enumerate(rows)
    ]
    run_here(score_job(folder / "scoring", teacher, requests))
    side = folder / "side"
    side.mkdir()
    (side / "side.bin").write_bytes((folder / "scoring" / "scores.bin").read_bytes())
    lines = [json.loads(line) for line in (folder / "scoring" / "scores.jsonl").read_text().splitlines()]
    index, offset = b"", 0
    for line in lines:
        index += bytes.fromhex(line["values"]["digest"]) + struct.pack("<QI", offset, line["values"]["bytes"])
        offset += line["values"]["bytes"]
    (side / "side.idx").write_bytes(index)
    columns = ("prompt_ids", "completion_ids", "tokenizer", "values")
    made = [{**row, **{name: line[name] for name in columns}} for row, line in zip(rows, lines, strict=True)]
    return {"kind": "logits", "files": [str(write_jsonl(folder / "logits.jsonl", made))], "side": str(side)}


def kl_of(teacher: Student, student: Student, prompt: str, reply: str) -> float:
    """Mean KL(teacher || student) over the reply's tokens, from the definition, without padding or batches."""
    text = teacher.chat.render_prompt([{"role": "user", "content": prompt}])
    before: Any = teacher.tokenizer(text, add_special_tokens=False)["input_ids"]
    after: Any = teacher.tokenizer(f"{reply}{teacher.tokenizer.eos_token}", add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        ids = torch.tensor([[*before, *after]])
        logs = [model.model(input_ids=ids).logits[0].double().log_softmax(-1) for model in (teacher, student)]
    places = range(len(before) - 1, len(before) + len(after) - 1)
    return sum(float((logs[0][at].exp() * (logs[0][at] - logs[1][at])).sum()) for at in places) / len(places)


def mean_kl(teacher: Path, student: Path, numbers: list[int]) -> float:
    """On replies of the teacher's kind to prompts that no row has."""
    one, other = load(teacher), load(student)
    return sum(kl_of(one, other, f"Say {n}", f"So: {n}!") for n in numbers) / len(numbers)
