"""Where the teacher's distribution comes from: a model beside the student, or what one said, kept with the rows."""

from typing import Any, Protocol

import torch
from torch import Tensor

from ...losses.jsd import generalized_jsd, total_variation
from ...losses.kl import forward_kl, reverse_kl
from ...losses.skew import skew_kl, skew_reverse_kl
from ...losses.top_k import top_k_forward_kl
from ...protocol.failures import TrainerFailure
from ...student.identity import check_same_tokenizer, tokenizer_digest
from ...training.work import TrainingWork
from .batch import Batch

# The parameter that shapes a divergence, what the loss calls it, and its value when unset.
SHAPED = {"jsd": ("beta", "beta", 0.5), "skew-kl": ("skew", "alpha", 0.1), "skew-reverse-kl": ("skew", "alpha", 0.1)}
DIVERGENCES = {
    "forward-kl": forward_kl,
    "reverse-kl": reverse_kl,
    "jsd": generalized_jsd,
    "total-variation": total_variation,
    "skew-kl": skew_kl,
    "skew-reverse-kl": skew_reverse_kl,
}


class Teacher(Protocol):
    def distance(self, student_logits: Tensor, batch: Batch, taught: Tensor, count: Any) -> Tensor:
        """Of the student's logits for each token that is taught, [tokens, vocabulary], summed and divided by count."""
        ...


class LiveTeacher:
    def __init__(self, work: TrainingWork) -> None:
        teacher = work.load("teacher")
        student, models = work.student, work.job.models
        check_same_tokenizer(
            (f"the student {models['student'].path.name}", tokenizer_digest(student.tokenizer)),
            (f"the teacher {models['teacher'].path.name}", tokenizer_digest(teacher.tokenizer)),
        )
        self._work, self._model = work, teacher.model
        self._divergence = DIVERGENCES[work.params["divergence"]]
        self._shape = shape_of(work.params)

    def distance(self, student_logits: Tensor, batch: Batch, taught: Tensor, count: Any) -> Tensor:
        model: Any = self._model
        with torch.no_grad(), self._work.autocast():
            given = {name: batch[name] for name in ("input_ids", "attention_mask")}
            logits = model(**given, use_cache=False).logits[:, :-1][taught][:, : student_logits.shape[-1]]
        everywhere = torch.ones(len(logits), dtype=torch.bool, device=logits.device)
        shared = {"temperature": self._work.params["temperature"], "count": count}
        return self._divergence(student_logits, logits, everywhere, **self._shape, **shared)


class CachedTeacher:
    def __init__(self, work: TrainingWork) -> None:
        divergence = work.params["divergence"]
        if divergence != "forward-kl":
            raise TrainerFailure(
                "teacher-not-there",
                f"{divergence} needs all of the teacher's distribution, and rows of the kind logits have its most "
                "likely tokens only.",
                "Set divergence to forward-kl, or give sft rows and the teacher itself.",
            )
        shape_of(work.params)
        self._temperature = work.params["temperature"]

    def distance(self, student_logits: Tensor, batch: Batch, taught: Tensor, count: Any) -> Tensor:
        return top_k_forward_kl(
            student_logits,
            batch["teacher_ids"],
            batch["teacher_logprobs"],
            batch["teacher_tail"],
            torch.ones(len(student_logits), dtype=torch.bool, device=student_logits.device),
            temperature=self._temperature,
            count=count,
        )


def shape_of(params: dict[str, Any]) -> dict[str, float]:
    """Raises `params-invalid` for a parameter that would do nothing."""
    divergence = params["divergence"]
    parameter, argument, unset = SHAPED.get(divergence, (None, "", 0.0))
    for name in ("beta", "skew"):
        if name in params and name != parameter:
            raise TrainerFailure(
                "params-invalid",
                f"{name} does nothing with the divergence {divergence}.",
                f"Leave {name} out, or choose a divergence that it shapes.",
            )
    return {argument: params.get(parameter, unset)} if parameter else {}
