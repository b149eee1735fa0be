"""A byte-level BPE trained on the recipe's own files, for students made from a config alone. Equal files give an equal
tokenizer. There is no unknown token: any text can be encoded."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from ..protocol.failures import TrainerFailure

PAD, TURN, END = "<pad>", "<|im_start|>", "<|im_end|>"
ROLES = ("system", "user", "assistant")
SMALLEST = 256 + 3

# The generation marks let a reader of the template find what the model itself is to write.
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' }}"
    "{% if message['role'] == 'assistant' %}"
    "{% generation %}{{ message['content'] + '<|im_end|>' }}{% endgeneration %}"
    "{% else %}{{ message['content'] + '<|im_end|>' }}{% endif %}"
    "{{ '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def train_tokenizer(files: tuple[Path, ...], vocab_size: int) -> PreTrainedTokenizerFast:
    """At most `vocab_size` entries; fewer when the files hold too little to merge."""
    if vocab_size < SMALLEST:
        raise TrainerFailure(
            "vocabulary-too-small",
            f"A vocabulary of {vocab_size} cannot hold the 256 bytes and 3 special tokens.",
            f"Set tokenizer.vocab_size to {SMALLEST} or more.",
        )
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(  # pyright: ignore[reportAttributeAccessIssue]
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()  # pyright: ignore[reportAttributeAccessIssue]
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=[PAD, TURN, END],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_training_texts(files), trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=PAD,
        bos_token=TURN,
        eos_token=END,
        chat_template=CHAT_TEMPLATE,
        padding_side="left",
        clean_up_tokenization_spaces=False,
    )


def _training_texts(files: tuple[Path, ...]) -> Iterator[str]:
    for file in files:
        for text in texts_of(file):
            yield text
            # Every row is framed by role names when it is trained on: let each become one token.
            yield from ROLES


def texts_of(file: Path) -> Iterator[str]:
    """JSON lines give all their string values, other files their lines."""
    opener = gzip.open if file.suffix == ".gz" else open
    is_json = ".jsonl" in file.suffixes or file.suffix == ".json"
    try:
        with opener(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                if is_json:
                    try:
                        yield from _strings(json.loads(line))
                    except ValueError as error:
                        raise TrainerFailure(
                            "row-invalid",
                            f"{file}:{number} is not JSON: {error}",
                            "Mend the file, or name another under tokenizer.train_on.",
                        ) from error
                else:
                    yield line.rstrip("\n")
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError) as error:
        raise TrainerFailure(
            "file-unreadable",
            f"The tokenizer cannot be trained on {file}: {error}",
            "Name UTF-8 text files under tokenizer.train_on.",
        ) from error


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("id", "parents"):
                yield from _strings(item)
