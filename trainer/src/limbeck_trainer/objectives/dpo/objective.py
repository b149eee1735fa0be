"""Direct preference optimisation on the preference base. The reference is the student as it starts, or a model of its
own; what it gives the pairs is computed before the first step, so training holds one model."""

import torch

from ...data.pairs import tokenize_pairs
from ...losses.preference import PAIR_LOSSES
from ...protocol.failures import TrainerFailure
from ...student.student import Student
from ...training.pair_batch import mean_scores, summed_scores
from ...training.preference import preference_trainer
from ...training.reference_scores import reference_scores
from ...training.work import LearningRates, PreparedTrainer, TrainingWork

# Full training as in Zephyr (Tunstall et al. 2023, arXiv 2310.16944): 5e-7.
RATES = LearningRates(weights=5e-7, lora=5e-6, random=1e-4)
SMOOTHED = ("sigmoid", "robust")


def create_trainer(work: TrainingWork) -> PreparedTrainer:
    params = work.params
    _check_smoothing(params["loss"], params["label_smoothing"])
    max_length = work.max_length()
    tokens = tokenize_pairs(work.rows(), work.student.chat, max_length=max_length, over_long=params["over_long"])
    # IPO's target is a margin whatever the length of the replies, so it looks at the mean over their tokens.
    score = mean_scores if params["loss"] == "ipo" else summed_scores
    role = "reference" if work.has("reference") else "student"
    reference = work.load(role) if role == "reference" else work.student
    _check_tokenizer(work.student, reference)
    given = torch.tensor(reference_scores(work, tokens.pairs, reference, role, score))
    loss, beta, smoothing = PAIR_LOSSES[params["loss"]], params["beta"], params["label_smoothing"]

    def objective(
        chosen: torch.Tensor, rejected: torch.Tensor, places: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        before = given[places.cpu()].to(chosen.device)
        better, worse = chosen - before[:, 0], rejected - before[:, 1]
        measured = {
            "accuracy": (better > worse).float(),
            "margin": beta * (better - worse).detach(),
            "chosen": beta * better.detach(),
            "rejected": beta * worse.detach(),
        }
        return loss(better, worse, beta, smoothing), measured

    return preference_trainer(work, tokens, score, objective, RATES)


def _check_smoothing(loss: str, smoothing: float) -> None:
    if smoothing > 0 and loss not in SMOOTHED:
        raise TrainerFailure(
            "params-invalid",
            f"label_smoothing is {smoothing}, and the loss {loss} has no such term.",
            f"Leave it out, or take one of the losses {' and '.join(SMOOTHED)}.",
        )


def _check_tokenizer(student: Student, reference: Student) -> None:
    if student.tokenizer.get_vocab() != reference.tokenizer.get_vocab():
        raise TrainerFailure(
            "tokenizers-differ",
            "The reference has another vocabulary than the student, so its log-probabilities are of other tokens.",
            "Name a reference with the student's tokenizer, or leave it out: then it is the student as it starts.",
        )
