"""What an objective is given, and what it gives back."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from ..data.rows import PlacedRow, read_rows
from ..hardware import Hardware, training_settings
from ..protocol.events import EventStream
from ..protocol.failures import TrainerFailure
from ..protocol.job import TrainJob
from ..protocol.questions import Questions
from ..protocol.stopping import StopFlag
from ..student.student import Student, load_student
from .schedule import scheduler_name, total_steps, warmup_steps


@dataclass(frozen=True)
class PreparedTrainer:
    """What an objective's `create_trainer` gives back."""

    trainer: Any  # a DurableTrainer, by one of the three bases
    rows: int  # rows it trains on
    rows_in: int
    rows_over_long: int


@dataclass(frozen=True)
class LearningRates:
    """Size of steps where the recipe says none, by how the student comes to be."""

    weights: float = 2e-5
    lora: float = 2e-4
    random: float = 2e-3


@dataclass(frozen=True)
class TrainingWork:
    """What an objective gets."""

    job: TrainJob
    params: dict[str, Any]
    student: Student
    hardware: Hardware
    stream: EventStream
    flag: StopFlag
    questions: Questions

    def rows(self, port: str = "rows") -> Iterator[PlacedRow]:
        return read_rows(self.job.inputs[port].files)

    def kind(self, port: str = "rows") -> str:
        return self.job.inputs[port].kind

    def has(self, role: str) -> bool:
        return role in self.job.models

    def load(self, role: str) -> Student:
        """Another model of the job, in evaluation mode and without gradients, where the student will be trained."""
        loaded = load_student(self.job.models[role], self.job.seed)
        model: Any = loaded.model
        model.to(self.hardware.device).eval().requires_grad_(False)
        return loaded

    def common_arguments(self, rows: int, rates: LearningRates | None = None) -> dict[str, Any]:
        """TrainingArguments that every objective shares; `rows` are those it sees in an epoch."""
        params = self.params
        total = total_steps(rows, params)
        warmup = warmup_steps(total, params)
        return {
            "output_dir": str(self.job.checkpoints),
            "max_steps": total,
            "per_device_train_batch_size": params["batch_size"],
            "gradient_accumulation_steps": params["gradient_accumulation"],
            "learning_rate": self.learning_rate(rates or LearningRates()),
            "warmup_steps": warmup,
            "lr_scheduler_type": scheduler_name(params["schedule"], warmup),
            "weight_decay": params["weight_decay"],
            "max_grad_norm": params["max_grad_norm"],
            "seed": self.job.seed,
            "data_seed": self.job.seed,
            "save_strategy": "no",  # DurableTrainer decides when, and how
            "logging_steps": 1,
            "logging_nan_inf_filter": False,
            "report_to": "none",
            "disable_tqdm": True,
            "average_tokens_across_devices": False,
            **training_settings(self.hardware, params.get("gradient_checkpointing")),
        }

    def learning_rate(self, rates: LearningRates) -> float:
        if "learning_rate" in self.params:
            return self.params["learning_rate"]
        if self.params.get("lora") is not None:
            return rates.lora
        return rates.random if self.job.student.initial == "random" else rates.weights

    def lora_config(self) -> Any:
        lora = self.params.get("lora")
        if lora is None:
            return None
        from peft import LoraConfig

        rank = lora.get("r", 16)
        return LoraConfig(
            r=rank,
            lora_alpha=lora.get("alpha", 2 * rank),
            lora_dropout=lora.get("dropout", 0.0),
            target_modules=lora.get("target_modules", "all-linear"),
            task_type="CAUSAL_LM",
        )

    def trained_model(self) -> Any:
        """The student's model, with adapters on it when `lora` asks for them."""
        config = self.lora_config()
        if config is None:
            return self.student.model
        from peft import get_peft_model

        return get_peft_model(self.student.model, config)

    def autocast(self) -> contextlib.AbstractContextManager[Any]:
        """What training computes in, for passes that the trainer does not make itself."""
        if not self.hardware.bf16:
            return contextlib.nullcontext()
        return torch.autocast(self.hardware.device, torch.bfloat16)

    def max_length(self, longest: int = 2048) -> int:
        """Tokens a row may have. Raises `max-length-over-context`."""
        asked = self.params.get("max_length") or min(self.student.context, longest)
        if asked > self.student.context:
            raise TrainerFailure(
                "max-length-over-context",
                f"max_length is {asked}, but the student's context holds {self.student.context} tokens.",
                f"Set max_length to {self.student.context} or less.",
            )
        return asked
