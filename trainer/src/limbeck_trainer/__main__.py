"""`python -m limbeck_trainer JOB.json`. Events on standard output, logs on standard error. Exit 0 after `done`, 1 after
`failed`, 2 when the job itself is not valid; what counts is the event and the manifest, not the exit code."""

import os
import queue
import sys
import traceback
from pathlib import Path

from .protocol.events import EventStream, claim_stdout, start_heartbeat
from .protocol.failures import failure_of
from .protocol.job import ExportJob, ScoreJob, TrainJob, load_job
from .protocol.stopping import StopFlag, parent_gone, watch_for_stop

QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRL_EXPERIMENTAL_SILENCE": "1",
    "WANDB_DISABLED": "true",
    # Set before PyTorch loads; the student's size decides later (see hardware.py).
    "OMP_NUM_THREADS": "1",
    # cuBLAS gives equal results for equal input only with a fixed workspace.
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}


def main(arguments: list[str]) -> int:
    flag = StopFlag()
    stream = EventStream(claim_stdout(), on_broken=lambda: parent_gone(flag))
    stream.enter("starting")
    answers: queue.Queue[str] = queue.Queue()
    watch_for_stop(flag, answers)
    heartbeat = start_heartbeat(stream)
    os.environ.update(QUIET)
    try:
        if len(arguments) != 1:
            print("usage: python -m limbeck_trainer JOB.json", file=sys.stderr)
            return 2
        job = load_job(Path(arguments[0]))
        if isinstance(job, TrainJob):
            from .jobs.train import run_training

            facts = run_training(job, stream, flag, answers)
        elif isinstance(job, ScoreJob):
            from .jobs.score import run_scoring

            facts = run_scoring(job, stream, flag)
        elif isinstance(job, ExportJob):
            from .exporting.export import run_export

            facts = run_export(job, stream, flag)
        else:
            from .jobs.sample import run_sampling

            facts = run_sampling(job, stream, flag)
        stream.emit("done", facts=facts)
        return 0
    except BaseException as error:
        traceback.print_exc()
        failure = failure_of(error)
        stream.emit(
            "failed",
            code=failure.code,
            message=failure.message,
            hint=failure.hint,
            retryable=failure.retryable,
        )
        return 2 if failure.code == "trainer-job-invalid" else 1
    finally:
        heartbeat.set()


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stderr.flush()
    # Interpreter shutdown with PyTorch loaded takes up to seconds and can hang in its threads; everything is on disk.
    os._exit(status)
