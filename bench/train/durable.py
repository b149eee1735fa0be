"""Limbeck's trainer on the same work, in this process so that its CPU time can be told apart from loading. Prints the
line that bare_trl.py prints; with --sample, rows per second of replies as well."""

import json
import os
import sys
import time
from pathlib import Path

BORN = time.perf_counter()


def main(rows: str, student: str, steps: int, threads: int, folder: str, sample: int) -> None:
    from limbeck_trainer.__main__ import QUIET
    from limbeck_trainer.protocol.events import EventStream
    from limbeck_trainer.protocol.job import InputSpec, Lease, SampleJob, StudentSpec, TokenizerSpec, TrainJob
    from limbeck_trainer.protocol.stopping import StopFlag

    os.environ.update(QUIET)
    from limbeck_trainer.jobs.train import run_training
    from limbeck_trainer.training import durable_trainer

    marks: list[tuple[float, float]] = []
    stepped = durable_trainer.SaveAndStop.on_step_end

    def on_step_end(self: object, *arguments: object, **named: object) -> None:
        marks.append((time.perf_counter(), time.process_time()))
        stepped(self, *arguments, **named)

    durable_trainer.SaveAndStop.on_step_end = on_step_end
    work = Path(folder)
    (work / "lease.json").write_text('{"token": 1}')
    lease = Lease(work / "lease.json", 1)
    stream = EventStream(os.open(os.devnull, os.O_WRONLY))
    spec = StudentSpec(Path(student), "random", TokenizerSpec(640, (Path(rows),)), None)
    params = {"max_steps": steps, "batch_size": 16, "learning_rate": 2e-3, "warmup_steps": 50}
    inputs = {"rows": InputSpec("sft", (Path(rows),), None)}
    job = TrainJob("sft", {"student": spec}, inputs, params, 0, work / "checkpoints", work / "model", lease, "cpu", threads)
    run_training(job, stream, StopFlag())
    told = {
        "start": marks[0][0] - BORN,
        "wall": marks[-1][0] - marks[0][0],
        "cpu": marks[-1][1] - marks[0][1],
        "steps": len(marks) - 1,
    }
    if sample:
        from limbeck_trainer.jobs.sample import run_sampling

        asked = [json.loads(line)["prompt"] for line in Path(rows).read_text().splitlines()[:sample]]
        requests = work / "requests.jsonl"
        requests.write_text(
            "".join(
                json.dumps(
                    {
                        "index": i,
                        "messages": [{"role": "user", "content": text}],
                        "sampling": {"temperature": 0, "max_tokens": 64},
                    }
                )
                + "\n"
                for i, text in enumerate(asked)
            )
        )
        taught = StudentSpec(work / "model", "weights", None, None)
        facts = run_sampling(
            SampleJob(taught, requests, work / "replies.jsonl", 64, 0, lease, "cpu", threads), stream, StopFlag()
        )
        told["rows_per_second"] = sample / facts["seconds"]
        told["reply_tokens_per_second"] = facts["tokens"] / facts["seconds"]
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5], int(sys.argv[6]))
