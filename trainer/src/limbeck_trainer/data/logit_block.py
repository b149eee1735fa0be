"""What a teacher said of one text, as bytes: for each position of the reply the k most likely tokens, their
log-probabilities, the mass of all others, and the log-probability of the token that stands there.

Little-endian, no gaps, n positions, k tokens each:

    offset  type           what
    0       8 bytes        b"LBLOGIT1"
    8       uint32         n
    12      uint32         k
    16      uint32         size of the vocabulary
    20      uint32         type of the values: 1, float32
    24      float32        temperature the teacher's logits were divided by
    28      uint32         0
    32      32 bytes       SHA-256 of the tokenizer (student/identity.py)
    64      uint32[n, k]   token ids, most likely first
            float32[n, k]  their log-probabilities
            float32[n]     mass of all other tokens
            float32[n]     log-probability of the token itself

A block says all that is needed to read it and to refuse it: values of another tokenizer look like any others."""

import hashlib
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

MAGIC = b"LBLOGIT1"
FLOAT32 = 1
HEAD = struct.Struct("<8s4IfI32s")
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class LogitBlock:
    ids: Array
    logprobs: Array
    tail: Array
    own: Array
    vocabulary: int
    temperature: float
    tokenizer: str

    @property
    def positions(self) -> int:
        return len(self.own)

    def pack(self) -> bytes:
        n, k = self.ids.shape
        head = HEAD.pack(MAGIC, n, k, self.vocabulary, FLOAT32, self.temperature, 0, bytes.fromhex(self.tokenizer))
        parts = (("<u4", self.ids), ("<f4", self.logprobs), ("<f4", self.tail), ("<f4", self.own))
        return head + b"".join(np.ascontiguousarray(values, dtype=kind).tobytes() for kind, values in parts)


def unpack(data: bytes) -> LogitBlock:
    """Raises ValueError saying what is wrong."""
    if len(data) < HEAD.size or data[:8] != MAGIC:
        raise ValueError("these are no values of a teacher's logits")
    _, n, k, vocabulary, kind, temperature, _, tokenizer = HEAD.unpack_from(data)
    if kind != FLOAT32:
        raise ValueError(f"values of type {kind} were written by another version")
    if len(data) != HEAD.size + 4 * (2 * n * k + 2 * n):
        raise ValueError(f"{len(data)} bytes do not hold {n} positions of {k} tokens")
    ids = np.frombuffer(data, "<u4", n * k, HEAD.size).reshape(n, k)
    if n * k and int(ids.max()) >= vocabulary:
        raise ValueError(f"token {int(ids.max())} is outside of its vocabulary of {vocabulary}")
    floats = np.frombuffer(data, "<f4", n * k + 2 * n, HEAD.size + 4 * n * k)
    logprobs, tail, own = floats[: n * k].reshape(n, k), floats[n * k : n * k + n], floats[n * k + n :]
    return LogitBlock(ids, logprobs, tail, own, vocabulary, temperature, tokenizer.hex())


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
