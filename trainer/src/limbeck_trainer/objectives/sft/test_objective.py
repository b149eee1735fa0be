"""The loss and its gradients against an independent computation, row by row, without padding or chunks."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from limbeck_trainer.objectives.sft import objective
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.job import StudentSpec, TokenizerSpec
from limbeck_trainer.student.student import load_student
from support import run_here, train_job


def reference_loss(job: dict) -> float:
    """Mean over all reply tokens of minus their log-probability, from the definition."""
    spec = job["models"]["student"]
    tokenizer = TokenizerSpec(spec["tokenizer"]["vocab_size"], tuple(map(Path, spec["tokenizer"]["train_on"])))
    student = load_student(StudentSpec(Path(spec["path"]), "random", tokenizer, None), job["seed"])
    total, count = 0.0, 0
    for line in Path(job["inputs"]["rows"]["files"][0]).read_text().splitlines():
        row = json.loads(line)
        prompt = f"<|im_start|>user\n{row['prompt']}<|im_end|>\n<|im_start|>assistant\n"
        prompt_ids = student.tokenizer(prompt, add_special_tokens=False)["input_ids"]
        reply_ids = student.tokenizer(f"{row['completion']}<|im_end|>", add_special_tokens=False)["input_ids"]
        ids = torch.tensor([prompt_ids + reply_ids])  # pyright: ignore
        with torch.no_grad():
            log_p = student.model(input_ids=ids).logits[0].log_softmax(-1)
        for place in range(len(prompt_ids), ids.shape[1]):  # pyright: ignore
            total -= float(log_p[place - 1, ids[0, place]])
            count += 1
    return total / count


@pytest.mark.parametrize("params", [{"batch_size": 40}, {"batch_size": 8, "gradient_accumulation": 5}])
def test_the_first_loss_is_the_definition(tmp_path: Path, params: dict) -> None:
    job = train_job(tmp_path / "job", max_steps=1, **params)
    facts = run_here(job)
    assert facts["losses"][0][1] == pytest.approx(reference_loss(job), abs=1e-4)


def test_accumulating_small_batches_steps_as_one_large_batch(tmp_path: Path) -> None:
    common = {"max_steps": 1, "warmup_steps": 0, "learning_rate": 1e-2, "schedule": "constant"}
    run_here(train_job(tmp_path / "large", batch_size=40, **common))
    run_here(train_job(tmp_path / "small", batch_size=10, gradient_accumulation=4, **common))
    large, small = (load_file(tmp_path / name / "model" / "model.safetensors") for name in ("large", "small"))
    # Adam's first step is the gradient's sign: entries whose gradient is next to zero may fall either way.
    differing = sum(int((large[name] - small[name]).abs().gt(1e-4).sum()) for name in large)
    assert differing / sum(weights.numel() for weights in large.values()) < 0.001


def test_it_learns_its_rows(tmp_path: Path) -> None:
    losses = run_here(train_job(tmp_path / "job", epochs=10))["losses"]
    assert losses[0][1] > 5
    assert losses[-1][1] < 2.5


def test_packing_without_flash_attention_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainerFailure) as failed:
        run_here(train_job(tmp_path / "job", packing=True))
    assert failed.value.code == "packing-not-supported"


def test_more_tokens_than_the_context_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainerFailure) as failed:
        run_here(train_job(tmp_path / "job", max_length=1000))
    assert failed.value.code == "max-length-over-context"


def test_a_loss_that_is_not_a_number_ends_the_job_before_it_is_saved(tmp_path: Path) -> None:
    run_here(train_job(tmp_path / "base", max_steps=1))
    base = tmp_path / "base" / "model"
    weights = load_file(base / "model.safetensors")
    name = next(name for name in weights if "norm" in name)
    weights[name][0] = float("nan")
    save_file(weights, base / "model.safetensors", metadata={"format": "pt"})
    job = train_job(tmp_path / "job", save_steps=1)
    job["models"]["student"] = {"path": str(base), "initial": "weights"}
    with pytest.raises(TrainerFailure) as failed:
        run_here(job)
    assert failed.value.code == "loss-not-finite"
    assert list((tmp_path / "job" / "checkpoints").iterdir()) == []


def test_a_student_with_weights_goes_on_from_them(tmp_path: Path) -> None:
    run_here(train_job(tmp_path / "first", epochs=10))
    job = train_job(tmp_path / "second", max_steps=1)
    job["models"]["student"] = {"path": str(tmp_path / "first" / "model"), "initial": "weights"}
    facts = run_here(job)
    assert facts["losses"][0][1] < 2.5
    assert facts["learning_rate"] == 2e-5


def test_the_loss_in_chunks_is_the_same_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run_here(train_job(tmp_path / "whole", max_steps=2))
    monkeypatch.setattr(objective, "SMALL_VOCABULARY", 0)
    chunked = run_here(train_job(tmp_path / "chunked", max_steps=2))
    assert chunked["losses"][1][1] == pytest.approx(whole["losses"][1][1], abs=1e-4)
