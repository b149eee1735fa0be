"""Reasons to stop early: a signal, the parent's death, a reader that is gone. The loops look at `requested` between
steps; a parent that is gone also ends the process by force when the loops do not come round."""

import ctypes
import os
import queue
import signal
import stat
import sys
import threading

from .failures import TrainerFailure

FORCE_AFTER_SECONDS = 60.0


class StopFlag:
    def __init__(self) -> None:
        self._reason: str | None = None

    @property
    def requested(self) -> bool:
        return self._reason is not None

    def request(self, reason: str) -> None:
        self._reason = self._reason or reason

    def failure(self, kept: str) -> TrainerFailure:
        """`kept` says what is safe on disk."""
        return TrainerFailure(
            "trainer-stopped",
            f"The trainer stopped early: {self._reason}. {kept}",
            "Resume goes on from there.",
            retryable=True,
        )


def watch_for_stop(flag: StopFlag, lines: "queue.Queue[str] | None" = None) -> None:
    """`lines` gets what the parent says on standard input, line by line."""

    def on_signal(number: int, _frame: object) -> None:
        flag.request(f"got {signal.Signals(number).name}")

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    _die_with_parent(flag)
    if _stdin_is_a_pipe():
        threading.Thread(target=_read_stdin, args=(flag, lines), name="parent-watch", daemon=True).start()


def parent_gone(flag: StopFlag) -> None:
    flag.request("the process that started it is gone")
    timer = threading.Timer(FORCE_AFTER_SECONDS, lambda: os._exit(1))
    timer.daemon = True
    timer.start()


def _stdin_is_a_pipe() -> bool:
    """A terminal or /dev/null on standard input is no parent to watch."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _read_stdin(flag: StopFlag, lines: "queue.Queue[str] | None") -> None:
    rest = b""
    while True:
        try:
            read = os.read(0, 1 << 16)
        except InterruptedError:
            continue
        except OSError:
            break
        if read == b"":
            break
        *whole, rest = (rest + read).split(b"\n")
        for line in whole:
            if lines is not None:
                lines.put(line.decode("utf-8", "replace"))
    parent_gone(flag)


def _die_with_parent(flag: StopFlag) -> None:
    """Linux only: the kernel sends SIGTERM when the parent dies, however it dies."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        parent_gone(flag)
