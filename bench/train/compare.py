"""Steps per second of Limbeck's trainer beside a bare TRL script, in turns; see README.md."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from workload import write_workload

HERE = Path(__file__).parent


def run(script: str, *arguments: object, threads: int) -> dict[str, float]:
    offline = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    environment = {**os.environ, **offline, "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    out = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if out.returncode != 0:
        sys.exit(f"{script} failed:\n{out.stderr[-2000:]}")
    return json.loads(out.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    results: dict[str, list[dict[str, float]]] = {"bare TRL": [], "Limbeck": []}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            rows, student = write_workload(folder)
            common = (rows, student, options.steps, options.threads)
            results["bare TRL"].append(run("bare_trl.py", *common, threads=options.threads))
            work = folder / "work"
            work.mkdir()
            results["Limbeck"].append(run("durable.py", *common, work, options.sample, threads=options.threads))
    for name, measured in results.items():
        wall = statistics.median(m["steps"] / m["wall"] for m in measured)
        cpu = statistics.median(m["steps"] / m["cpu"] for m in measured)
        start = statistics.median(m["start"] for m in measured)
        print(f"{name:9} {wall:6.2f} steps/s by wall, {cpu:6.2f} by CPU time, first step after {start:.1f} s")
    for kind in ("wall", "cpu"):
        pairs = zip(results["Limbeck"], results["bare TRL"], strict=True)
        ratio = statistics.median((a["steps"] / a[kind]) / (b["steps"] / b[kind]) for a, b in pairs)
        print(f"Limbeck / bare TRL by {kind}: {ratio:.2f}")
    if options.sample:
        rows = statistics.median(m["rows_per_second"] for m in results["Limbeck"])
        tokens = statistics.median(m["reply_tokens_per_second"] for m in results["Limbeck"])
        print(f"replies: {rows:.0f} rows/s, {tokens:.0f} tokens/s (loading the student included)")


if __name__ == "__main__":
    main()
