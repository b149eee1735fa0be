"""The event stream: JSON lines on what was standard output when the process started. Imports nothing heavy."""

import json
import math
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

HEARTBEAT_SECONDS = 3.0


class EventStream:
    """Writes whole lines, from any thread. A reader that is gone is not an error here: `on_broken` is told once."""

    def __init__(self, file_descriptor: int, on_broken: Callable[[], None] | None = None) -> None:
        self._fd = file_descriptor
        self._lock = threading.Lock()
        self._broken = False
        self._on_broken = on_broken
        self.phase = "starting"
        # The GPU the job holds; told with phases and heartbeats, for who pays by the hour.
        self.device: str | None = None

    def emit(self, event: str, **fields: Any) -> None:
        line = json.dumps({"event": event, **{k: v for k, v in fields.items() if v is not None}}, ensure_ascii=False)
        data = line.encode() + b"\n"
        with self._lock:
            if self._broken:
                return
            try:
                while data:
                    data = data[os.write(self._fd, data) :]
            except OSError:
                self._broken = True
        if self._broken and self._on_broken:
            self._on_broken()

    def enter(self, phase: str) -> None:
        self.phase = phase
        self.emit("phase", phase=phase, device=self.device)


def claim_stdout() -> int:
    """Keep standard output for events alone: what libraries print goes to standard error from now on."""
    fd = os.dup(1)
    os.set_inheritable(fd, False)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return fd


def start_heartbeat(stream: EventStream) -> threading.Event:
    """An `alive` event every few seconds, whatever the main thread is busy with. Set the event returned to end it."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(HEARTBEAT_SECONDS):
            stream.emit("alive", phase=stream.phase, device=stream.device)

    threading.Thread(target=beat, name="heartbeat", daemon=True).start()
    return ended


class ProgressMeter:
    """Progress events at most twice a second, with the speed since the one before."""

    def __init__(self, stream: EventStream, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._total = total
        self._clock = clock
        self._last = -math.inf
        self._tokens = 0
        self._since = clock()

    def advance(self, step: int, tokens: int, **fields: Any) -> None:
        """`tokens` were processed since the last call; fields as in the `progress` event."""
        self._tokens += tokens
        now = self._clock()
        if now - self._last < 0.5 and step < self._total:
            return
        elapsed = max(now - self._since, 1e-9)
        self._stream.emit(
            "progress", step=step, total=self._total, tokens_per_second=round(self._tokens / elapsed, 1), **fields
        )
        self._last = now
        if elapsed > 10:  # a sliding speed: the start-up must not weigh on the whole run
            self._since, self._tokens = now, 0
