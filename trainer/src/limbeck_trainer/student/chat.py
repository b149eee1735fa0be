"""How conversations become tokens, for training and for sampling alike, so that a student is asked exactly as it was
taught. Works with any chat template; a tokenizer without one gets a plain one, which is saved with the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from transformers import PreTrainedTokenizerBase

from ..protocol.failures import TrainerFailure

Message = dict[str, str]

# For base models: no role names, one turn per paragraph, the reply ended by the end-of-text token.
PLAIN_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}"
    "{% generation %}{{ message['content'] + eos_token }}{% endgeneration %}{{ '\n' }}"
    "{% else %}{{ message['content'] + '\n\n' }}{% endif %}"
    "{% endfor %}"
)


@dataclass(frozen=True)
class TaughtText:
    """Text of one training row and the character spans the student is to write itself."""

    text: str
    spans: tuple[tuple[int, int], ...]


class ChatFormat:
    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        if not tokenizer.is_fast:
            raise TrainerFailure(
                "tokenizer-not-fast",
                "The student's tokenizer has no tokenizer.json, so text positions cannot be mapped to tokens.",
                "Load it with a current transformers version and save it again; that writes tokenizer.json.",
            )
        if not tokenizer.eos_token:
            raise TrainerFailure(
                "tokenizer-without-end",
                "The student's tokenizer names no end-of-text token, so replies could never end.",
                "Set eos_token in the student's tokenizer_config.json.",
            )
        if not tokenizer.chat_template:
            tokenizer.chat_template = PLAIN_TEMPLATE
        self.tokenizer = tokenizer
        end = self._end_of_turn()
        self._ends_by_itself = end is not None
        self._end: str = end or str(tokenizer.eos_token)

    @property
    def end_ids(self) -> list[int]:
        """Tokens that end a reply."""
        ids = self.tokenizer.convert_tokens_to_ids([self._end, str(self.tokenizer.eos_token)])
        assert isinstance(ids, list)
        return sorted({token for token in ids if isinstance(token, int)})

    def render_prompt(self, messages: Sequence[Message]) -> str:
        return self._render(messages, add_generation_prompt=True)

    def render_taught(self, messages: Sequence[Message]) -> TaughtText:
        """The conversation up to its last assistant turn, and every assistant turn with its end token as a span.
        Raises ValueError saying why a conversation cannot be taught."""
        last = max((i for i, m in enumerate(messages) if m["role"] == "assistant"), default=-1)
        if last < 0:
            raise ValueError("there is no assistant turn")
        text = self._render(messages[: last + 1])
        spans: list[tuple[int, int]] = []
        for index in range(last + 1):
            if messages[index]["role"] != "assistant":
                continue
            start = len(self._prefix(text, messages[:index], prompt=True))
            end = len(self._prefix(text, messages[: index + 1], prompt=False))
            spans.append((start, start + len(self._trimmed(text[start:end]))))
        text = text[: spans[-1][1]]
        if not self._ends_by_itself:
            text += self._end
            spans[-1] = (spans[-1][0], len(text))
        return TaughtText(text, tuple(spans))

    def _prefix(self, text: str, messages: Sequence[Message], *, prompt: bool) -> str:
        prefix = self._render(messages, add_generation_prompt=prompt) if messages else ""
        if not text.startswith(prefix):
            raise ValueError("the chat template renders earlier turns differently once later ones follow")
        return prefix

    def _trimmed(self, turn: str) -> str:
        """Line breaks after the end token belong to the template; the student never writes them."""
        bare = turn.rstrip()
        return bare if self._ends_by_itself and bare.endswith(self._end) else turn

    def _end_of_turn(self) -> str | None:
        """The special token the template puts at the end of an assistant turn, if it does."""
        probe = [{"role": "user", "content": "question"}, {"role": "assistant", "content": "reply"}]
        tail = self._render(probe).rpartition("reply")[2].rstrip()
        tokenizer: Any = self.tokenizer  # its types hide get_added_vocab behind attributes of tokens
        specials = {*tokenizer.all_special_tokens, *tokenizer.get_added_vocab()}
        return next((token for token in sorted(specials) if tail == token), None)

    def _render(self, messages: Sequence[Message], add_generation_prompt: bool = False) -> str:
        tokenizer: Any = self.tokenizer  # transformers' types hide its own method
        rendered = tokenizer.apply_chat_template(
            list(messages), tokenize=False, add_generation_prompt=add_generation_prompt
        )
        return str(rendered)
