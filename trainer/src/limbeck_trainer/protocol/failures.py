"""How a job fails: a stable code, what happened, what to do next, and whether trying again can help."""

import errno


class TrainerFailure(Exception):
    """Decided where it is raised; turned into one `failed` event in `__main__`."""

    def __init__(self, code: str, message: str, hint: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.retryable = retryable


_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DISK_FULL_TEXTS = ("No space left", "Disk quota exceeded", "File too large", "PytorchStreamWriter failed writing")
_MEMORY_TEXTS = ("out of memory", "can't allocate memory", "Cannot allocate memory")


def failure_of(error: BaseException) -> TrainerFailure:
    """The failure an exception of a library stands for."""
    if isinstance(error, TrainerFailure):
        return error
    text = str(error)
    if _is_disk_full(error, text):
        return TrainerFailure(
            "disk-full",
            f"The disk has no room for what the trainer writes ({text}).",
            "Free some space and resume: the newest whole checkpoint is still there.",
        )
    if isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and any(part in text for part in _MEMORY_TEXTS)
    ):
        return TrainerFailure(
            "trainer-out-of-memory",
            f"The job does not fit in memory ({text.splitlines()[0] if text else 'out of memory'}).",
            "Halve batch_size and double gradient_accumulation (the result stays the same), or lower max_length.",
        )
    if isinstance(error, PermissionError):
        return TrainerFailure(
            "folder-not-writable",
            f"The trainer may not write {error.filename}.",
            "Give the user that runs the worker write access to that folder.",
        )
    return TrainerFailure(
        "trainer-crashed",
        f"The trainer met an error it does not know: {type(error).__name__}: {text}",
        "The trainer's log has the traceback.",
        retryable=isinstance(error, OSError),
    )


def _is_disk_full(error: BaseException, text: str) -> bool:
    if isinstance(error, OSError) and error.errno in _DISK_FULL:
        return True
    return any(part in text for part in _DISK_FULL_TEXTS)
