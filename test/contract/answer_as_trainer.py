"""Draws a small student at random, writes it as ONNX, and answers requests as the trainer's `sample` job does.
usage: python answer_as_trainer.py FOLDER   (holds requests.jsonl; gets onnx/ and replies.jsonl)"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import torch
from limbeck_trainer.student.decoding import decode_batch
from limbeck_trainer.exporting.onnx_folder import write_onnx_folder
from limbeck_trainer.protocol.job import StudentSpec, TokenizerSpec
from limbeck_trainer.jobs.sample import read_requests
from limbeck_trainer.student.student import load_student

CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 48,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
    # Far apart logits: no reply hangs on the last bit of one.
    "initializer_range": 0.4,
}


def main(folder: Path) -> None:
    torch.set_num_threads(1)  # what the trainer chooses for a student of this size
    source = folder / "student"
    source.mkdir()
    (source / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    tokenizer = TokenizerSpec(320, (folder / "requests.jsonl",))
    student = load_student(StudentSpec(source, "random", tokenizer, None), 7)
    student.model.eval()
    requests = read_requests(folder / "requests.jsonl")
    # In batches of eight, as a job with `batch_rows: 8` does.
    batches = [requests[at : at + 8] for at in range(0, len(requests), 8)]
    replies = [asdict(reply) for batch in batches for reply in decode_batch(student, batch, 0)]
    (folder / "replies.jsonl").write_text("".join(json.dumps(reply) + "\n" for reply in replies), encoding="utf-8")
    write_onnx_folder(student, folder / "onnx")


main(Path(sys.argv[1]))
