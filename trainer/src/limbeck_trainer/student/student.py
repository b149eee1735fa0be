"""How a student comes to be: its weights loaded, or drawn at random from its config. Equal specs and seeds give equal
weights, in any process."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    set_seed,
)
from transformers.utils import logging as transformers_logging

from ..protocol.failures import TrainerFailure, failure_of
from ..protocol.job import StudentSpec
from .chat import ChatFormat
from .tokenizer import train_tokenizer

TOKENIZER_FILES = ("tokenizer.json", "tokenizer.model", "vocab.json", "vocab.txt", "spiece.model")


@dataclass(frozen=True)
class Student:
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    chat: ChatFormat
    # The type its weights came in and go out in; training itself is in fp32 (and bf16 autocast on a GPU).
    dtype: torch.dtype

    @property
    def parameters(self) -> int:
        return sum(parameter.numel() for parameter in self.model.parameters())

    @property
    def padding(self) -> int:
        token: Any = self.tokenizer.pad_token_id
        return int(token)

    @property
    def context(self) -> int:
        """Tokens the model can look at."""
        return int(getattr(self.model.config.get_text_config(), "max_position_embeddings", 0) or 1 << 30)


def load_student(spec: StudentSpec, seed: int) -> Student:
    """Seeds all generators first. Raises `student-invalid`, `student-without-weights`, `student-without-tokenizer`."""
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    if not (spec.path / "config.json").is_file():
        raise _invalid(spec.path, "there is no config.json in it", "Point the student's path at a model folder.")
    tokenizer = _load_tokenizer(spec)
    chat = ChatFormat(tokenizer)
    set_seed(seed)
    model, dtype = _draw_model(spec, tokenizer) if spec.initial == "random" else _load_model(spec)
    _check_vocabulary(spec, model, tokenizer)
    if spec.adapter is not None:
        model = _with_adapter(model, spec.adapter)
    model.config.pad_token_id = tokenizer.pad_token_id
    if model.generation_config is not None:
        model.generation_config.pad_token_id = tokenizer.pad_token_id
        model.generation_config.eos_token_id = chat.end_ids
    return Student(model, tokenizer, chat, dtype)


def _load_tokenizer(spec: StudentSpec) -> PreTrainedTokenizerBase:
    if any((spec.path / name).is_file() for name in TOKENIZER_FILES):
        with _as_invalid(spec.path, "its tokenizer cannot be loaded"):
            tokenizer = AutoTokenizer.from_pretrained(spec.path, local_files_only=True)
    elif spec.tokenizer is not None:
        tokenizer = train_tokenizer(spec.tokenizer.train_on, spec.tokenizer.vocab_size)
    else:
        raise TrainerFailure(
            "student-without-tokenizer",
            f"The student {spec.path} has no tokenizer, and the job does not say what to train one on.",
            "Give the student `tokenizer: { vocab_size: 640, train_on: [FILE] }` in limbeck.yaml.",
        )
    if tokenizer.pad_token_id is None:
        # Padding is masked out everywhere, so any token will do; the end token is always there.
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def _draw_model(spec: StudentSpec, tokenizer: PreTrainedTokenizerBase) -> tuple[PreTrainedModel, torch.dtype]:
    with _as_invalid(spec.path, "no model can be made from its config.json"):
        config = AutoConfig.from_pretrained(spec.path, local_files_only=True)
        config.vocab_size = len(tokenizer)
        config.pad_token_id = tokenizer.pad_token_id
        config.bos_token_id = tokenizer.bos_token_id
        config.eos_token_id = tokenizer.eos_token_id
        return AutoModelForCausalLM.from_config(config, dtype=torch.float32), torch.float32


def _load_model(spec: StudentSpec) -> tuple[PreTrainedModel, torch.dtype]:
    if not any(spec.path.glob("*.safetensors")) and not any(spec.path.glob("pytorch_model*.bin")):
        raise TrainerFailure(
            "student-without-weights",
            f"The student {spec.path} has a config but no weights.",
            "Put the weights beside the config, or start it at random.",
        )
    with _as_invalid(spec.path, "its weights cannot be loaded"):
        config = AutoConfig.from_pretrained(spec.path, local_files_only=True)
        stored: Any = getattr(config, "dtype", None)
        model = AutoModelForCausalLM.from_pretrained(spec.path, dtype=torch.float32, local_files_only=True)
    return model, stored if isinstance(stored, torch.dtype) else torch.float32


def _with_adapter(model: PreTrainedModel, adapter: Path) -> PreTrainedModel:
    from peft import PeftModel

    with _as_invalid(adapter, "the adapter cannot be put on the student"):
        merged: Any = PeftModel.from_pretrained(model, str(adapter), local_files_only=True)
        return merged.merge_and_unload()


def _check_vocabulary(spec: StudentSpec, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> None:
    embeddings: Any = model.get_input_embeddings()
    rows = embeddings.weight.shape[0]
    if len(tokenizer) > rows:
        raise _invalid(
            spec.path,
            f"its tokenizer has {len(tokenizer)} tokens, its model only {rows}",
            "Use the tokenizer the model was made with.",
        )


def _invalid(path: Path, because: str, hint: str) -> TrainerFailure:
    return TrainerFailure("student-invalid", f"The student {path} cannot be used: {because}.", hint)


@contextlib.contextmanager
def _as_invalid(path: Path, because: str):
    try:
        yield
    except (MemoryError, TrainerFailure):
        raise
    except Exception as error:
        if failure_of(error).code == "trainer-out-of-memory":
            raise
        raise _invalid(
            path, f"{because} ({error})", "Check that the folder is whole and of a known model type."
        ) from error
