"""Supervised fine-tuning through TRL's SFTTrainer. Loss: mean negative log-likelihood over the taught tokens (replies
and their end token) of all rows of an optimizer step, so that accumulation does not change it."""

from datasets import Dataset
from transformers.utils.import_utils import is_flash_attn_2_available
from trl.trainer.sft_config import SFTConfig
from trl.trainer.sft_trainer import SFTTrainer

from ...data.rows import TokenRows, tokenize_taught
from ...protocol.failures import TrainerFailure
from ...training.supervised import SupervisedTrainer
from ...training.work import PreparedTrainer, TrainingWork

SMALL_VOCABULARY = 8192


class DurableSftTrainer(SupervisedTrainer, SFTTrainer):
    pass


def create_trainer(work: TrainingWork) -> PreparedTrainer:
    if work.params["packing"]:
        _prepare_packing(work)
    tokens = tokenize(work)
    arguments = SFTConfig(
        **work.common_arguments(len(tokens.input_ids)),
        max_length=work.max_length(),
        packing=work.params["packing"],
        # Rows come tokenised, cut and labelled; only packing is left to TRL.
        dataset_kwargs=None if work.params["packing"] else {"skip_prepare_dataset": True},
        completion_only_loss=False,
        loss_type=_loss_type(work),
    )
    trainer = DurableSftTrainer(
        model=work.student.model,
        args=arguments,
        train_dataset=Dataset.from_dict({"input_ids": tokens.input_ids, "labels": tokens.labels}),
        processing_class=work.student.tokenizer,
        peft_config=work.lora_config(),
    )
    lengths = [len(ids) for ids in trainer.train_dataset["input_ids"]]  # pyright: ignore
    return trainer.prepared(work, lengths, rows_in=tokens.rows_in, rows_over_long=tokens.over_long)


def tokenize(work: TrainingWork) -> TokenRows:
    return tokenize_taught(
        work.rows(),
        work.student.chat,
        kind=work.kind(),
        max_length=work.max_length(),
        over_long=work.params["over_long"],
        rationale=work.params["rationale"],
    )


def _loss_type(work: TrainingWork) -> str:
    """One and the same loss. In chunks, the head is applied to taught tokens only and the full logits are never held;
    that computes the head twice, so with a small vocabulary on a CPU the plain way is a little faster."""
    adapts_the_head = "lm_head" in ((work.params.get("lora") or {}).get("target_modules") or [])
    small = not work.hardware.on_gpu and len(work.student.tokenizer) <= SMALL_VOCABULARY
    return "nll" if adapts_the_head or small else "chunked_nll"


def _prepare_packing(work: TrainingWork) -> None:
    if not work.hardware.on_gpu or not is_flash_attn_2_available():
        raise TrainerFailure(
            "packing-not-supported",
            "packing needs a GPU with FlashAttention 2; without it, packed rows would see each other.",
            "Leave packing off: rows of like length are batched together, so little is padded.",
        )
    work.student.model.set_attn_implementation("flash_attention_2")
