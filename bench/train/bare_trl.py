"""What a person would write with TRL alone: the same rows, student, tokenizer, batch and schedule; no checkpoints.
Prints one JSON line: seconds from process start to the first step, and wall and CPU seconds of the steps after it."""

import json
import sys
import time
from pathlib import Path

BORN = time.perf_counter()


def main(rows: str, student: str, steps: int, threads: int) -> None:
    import torch
    from datasets import Dataset
    from limbeck_trainer.student.tokenizer import train_tokenizer
    from transformers import AutoConfig, AutoModelForCausalLM, TrainerCallback, set_seed
    from trl import SFTConfig, SFTTrainer

    torch.set_num_threads(threads)
    set_seed(0)
    tokenizer = train_tokenizer((Path(rows),), 640)
    config = AutoConfig.from_pretrained(student)
    config.vocab_size = len(tokenizer)
    model = AutoModelForCausalLM.from_config(config)
    examples = [json.loads(line) for line in Path(rows).read_text().splitlines()]
    data = Dataset.from_list(
        [
            {
                "prompt": [{"role": "user", "content": row["prompt"]}],
                "completion": [{"role": "assistant", "content": row["completion"]}],
            }
            for row in examples
        ]
    )
    marks: list[tuple[float, float]] = []

    class Clock(TrainerCallback):
        def on_step_end(self, *_: object, **__: object) -> None:
            marks.append((time.perf_counter(), time.process_time()))

    arguments = SFTConfig(
        output_dir="unused",
        max_steps=steps,
        per_device_train_batch_size=16,
        learning_rate=2e-3,
        warmup_steps=50,
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        save_strategy="no",
        logging_steps=10,
        report_to="none",
        disable_tqdm=True,
    )
    SFTTrainer(model=model, args=arguments, train_dataset=data, processing_class=tokenizer, callbacks=[Clock()]).train()
    print(
        json.dumps(
            {
                "start": marks[0][0] - BORN,
                "wall": marks[-1][0] - marks[0][0],
                "cpu": marks[-1][1] - marks[0][1],
                "steps": len(marks) - 1,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
