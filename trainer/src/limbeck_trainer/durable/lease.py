"""The fencing token: whoever took the lease last may write; everyone else stops before writing."""

import json
from dataclasses import dataclass
from pathlib import Path

from ..protocol.failures import TrainerFailure


@dataclass(frozen=True)
class Lease:
    file: Path
    token: int

    def check(self) -> None:
        """Raises `lease-lost` when a newer attempt holds the lease, or the lease file is gone."""
        try:
            held = json.loads(self.file.read_text(encoding="utf-8"))["token"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise TrainerFailure(
                "lease-lost",
                f"The lease file {self.file} cannot be read ({error}), so this trainer may not write.",
                "Resume takes a new lease.",
                retryable=True,
            ) from error
        if held != self.token:
            raise TrainerFailure(
                "lease-lost",
                f"Another attempt (token {held}) has taken over from this one (token {self.token}).",
                "Nothing to do: the newer attempt goes on from the newest checkpoint.",
                retryable=True,
            )
