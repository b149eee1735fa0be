"""What there is to compute on, and the settings that fit it."""

import os
import resource
import sys
from dataclasses import dataclass
from typing import Any

import torch

from .protocol.failures import TrainerFailure

# Below this many parameters a second thread costs more in waiting than it brings (bench/train).
ONE_THREAD_BELOW = 20_000_000


@dataclass(frozen=True)
class Hardware:
    device: str
    bf16: bool

    @property
    def on_gpu(self) -> bool:
        return self.device == "cuda"


def find_hardware(wanted: str) -> Hardware:
    """`wanted`: auto, cpu or cuda. Raises `no-gpu` when cuda is asked for and absent."""
    available = torch.cuda.is_available()
    if wanted == "cuda" and not available:
        raise TrainerFailure(
            "no-gpu",
            "The job asks for a GPU, and PyTorch finds none.",
            "Check the driver with nvidia-smi, or let the job run on what is there (device: auto).",
        )
    if wanted == "cpu" or not available:
        return Hardware("cpu", bf16=False)  # bf16 on CPU is slower than fp32
    return Hardware("cuda", bf16=torch.cuda.is_bf16_supported())


def choose_threads(asked: int, parameters: int) -> int:
    if asked > 0:
        return asked
    if parameters < ONE_THREAD_BELOW:
        return 1
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def use_threads(asked: int, parameters: int) -> int:
    threads = choose_threads(asked, parameters)
    torch.set_num_threads(threads)
    return threads


def training_settings(hardware: Hardware, gradient_checkpointing: bool | None) -> dict[str, Any]:
    """Keyword arguments of TrainingArguments that depend on the hardware alone."""
    if not hardware.on_gpu:
        return {
            "use_cpu": True,
            "bf16": False,
            "gradient_checkpointing": gradient_checkpointing or False,
            "dataloader_pin_memory": False,
        }
    return {
        "bf16": hardware.bf16,
        "tf32": torch.cuda.get_device_capability()[0] >= 8,
        "gradient_checkpointing": True if gradient_checkpointing is None else gradient_checkpointing,
    }


def peak_memory_mb(hardware: Hardware) -> float:
    """Peak GPU memory on a GPU, peak resident memory otherwise."""
    if hardware.on_gpu:
        return round(torch.cuda.max_memory_allocated() / 2**20, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)
