"""The order of prompts in online training: shuffled, a pure function of seed and epoch. Lengths play no part, as the
replies are not there yet."""

from collections.abc import Iterator

import numpy as np
from torch.utils.data import Sampler


class PromptOrder(Sampler[int]):
    def __init__(self, prompts: int, seed: int) -> None:
        self._prompts = prompts
        self._seed = seed
        self._epoch = 0

    def set_epoch(self, epoch: int) -> None:
        self._epoch = epoch

    def __len__(self) -> int:
        return self._prompts

    def __iter__(self) -> Iterator[int]:
        return iter(np.random.default_rng((self._seed, self._epoch)).permutation(self._prompts).tolist())
