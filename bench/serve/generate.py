"""Tokens a second of transformers' own `generate`, greedy, on one thread, in batches of a fixed size.

    python bench/serve/generate.py MODEL_FOLDER PROMPTS.jsonl ROWS TOKENS BATCH

Prints one JSON object: tokens, seconds, cpu (seconds of processor time). Loading is not counted; tokens after a row's end are not either.
"""

import json
import sys
import time

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

folder, file, rows, tokens, batch = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
torch.set_num_threads(1)
tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
model = AutoModelForCausalLM.from_pretrained(folder).eval()
if tokenizer.pad_token_id is None:
    tokenizer.pad_token = tokenizer.eos_token

with open(file, encoding="utf-8") as lines:
    prompts = [json.loads(line)["prompt"] for _, line in zip(range(rows), lines, strict=False)]
texts = [
    tokenizer.apply_chat_template(
        [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True
    )
    for prompt in prompts
]

written = 0
began, cpu = time.perf_counter(), time.process_time()
with torch.inference_mode():
    for at in range(0, len(texts), batch):
        inputs = tokenizer(texts[at : at + batch], return_tensors="pt", padding=True, add_special_tokens=False)
        inputs.pop("token_type_ids", None)
        output = model.generate(**inputs, max_new_tokens=tokens, do_sample=False, pad_token_id=tokenizer.pad_token_id)
        for ids in output[:, inputs["input_ids"].shape[1] :].tolist():
            end = ids.index(tokenizer.eos_token_id) + 1 if tokenizer.eos_token_id in ids else len(ids)
            written += end
seconds = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
print(json.dumps({"tokens": written, **seconds}))
