"""A text as the tokens asked and the tokens replied."""

from typing import Any

from transformers import PreTrainedTokenizerBase

from ..student.chat import ChatFormat, Message


def reply_tokens(chat: ChatFormat, messages: list[Message], completion: str) -> tuple[list[int], list[int]]:
    """As it is taught: the reply in its turn, its end token included. Raises ValueError saying why it cannot be."""
    taught = chat.render_taught([*messages, {"role": "assistant", "content": completion}])
    return cut_at(chat.tokenizer, taught.text, taught.spans[-1][0], special=False)


def cut_at(tokenizer: PreTrainedTokenizerBase, text: str, start: int, *, special: bool) -> tuple[list[int], list[int]]:
    """Ids before and from character `start`; a token that reaches over it counts as before, as it does in
    training."""
    encoded: Any = tokenizer(text, add_special_tokens=special, return_offsets_mapping=True)
    ids, offsets = list(encoded["input_ids"]), encoded["offset_mapping"]
    first = next((at for at, (begin, end) in enumerate(offsets) if begin >= start and end > begin), len(ids))
    return ids[:first], ids[first:]
