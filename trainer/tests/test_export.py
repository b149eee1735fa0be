"""A student in another form says what it said before, and an export is whole or not there."""

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, MambaConfig, MambaForCausalLM

from limbeck_trainer.exporting import export, onnx_check
from limbeck_trainer.exporting.comparison import compare_graphs
from limbeck_trainer.exporting.onnx_check import check_graph
from limbeck_trainer.exporting.onnx_folder import BothGraphs
from limbeck_trainer.exporting.onnx_graph import CacheShape
from limbeck_trainer.protocol.failures import TrainerFailure
from limbeck_trainer.protocol.job import StudentSpec
from limbeck_trainer.student import model_folder
from limbeck_trainer.student.decoding import SampleRequest, SamplingSettings, decode_batch
from limbeck_trainer.student.student import Student, load_student
from support import Recorder, digest_of, export_job, kill_self, run_forked, run_here, take_lease, train_job

REQUESTS = [
    SampleRequest(i, [{"role": "user", "content": f"Say {i * 37}"}], SamplingSettings(max_tokens=12)) for i in range(6)
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("jobs") / "trained"
    facts = run_here(train_job(folder, epochs=8))
    return folder / "model", facts


@pytest.fixture(scope="module")
def student(trained: tuple[Path, dict[str, Any]]) -> Student:
    return load_student(StudentSpec(trained[0], "weights", None, None), 0)


def write_requests(file: Path) -> str:
    lines = [{"index": r.index, "messages": r.messages, "sampling": {"max_tokens": 12}} for r in REQUESTS]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(file)


def test_a_trained_student_holds_the_graph_an_export_writes(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    model, trained_facts = trained
    facts = run_here(export_job(tmp_path, model))
    description = json.loads((tmp_path / "exported" / "limbeck-onnx.json").read_text())
    sha256 = description.pop("sha256")
    assert description.pop("difference") == facts["onnx"]["difference"] <= 1e-4
    assert description == {
        "format": 1,
        "file": "model.onnx",
        "opset": 17,
        "dtype": "float32",
        "weights": "float32",
        "layers": 2,
        "kv_heads": 1,
        "head_dim": 16,
        "context": 96,
        "vocab_size": 284,  # what there is to merge in so few rows
        "pad_id": 0,
        "eos_id": 2,
        "end_ids": [2],
    }
    inside = json.loads((model / "onnx" / "limbeck-onnx.json").read_text())
    assert inside["sha256"] == sha256
    assert trained_facts["onnx"] == facts["onnx"]
    names = {path.name for path in (tmp_path / "exported").iterdir()}
    assert names == {path.name for path in (model / "onnx").iterdir()} | {"limbeck-model.json"}
    assert names >= {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "config.json"}


def test_killed_before_the_rename_and_run_again_it_leaves_the_same_bytes(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    run_here(export_job(tmp_path / "whole", trained[0]))

    def prepare() -> None:
        export.seal_folder = lambda *_: kill_self()

    killed = tmp_path / "killed"
    assert os.WTERMSIG(run_forked(export_job(killed, trained[0]), prepare)) == signal.SIGKILL
    assert [path.name for path in killed.iterdir() if path.is_dir()] != ["exported"]
    facts = run_here(export_job(killed, trained[0], token=2))
    assert digest_of(killed / "exported") == digest_of(tmp_path / "whole" / "exported")
    assert not [path for path in killed.iterdir() if path.name.startswith(".")]
    stream = Recorder()
    assert run_here(export_job(killed, trained[0], token=3), stream) == facts
    assert stream.events == [{"event": "phase", "phase": "loading"}]


def test_an_export_that_lost_its_lease_leaves_nothing(trained: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    def overtake(event: dict[str, Any]) -> None:
        if event.get("phase") == "saving":
            take_lease(tmp_path, 2)

    with pytest.raises(TrainerFailure) as lost:
        run_here(export_job(tmp_path, trained[0], "transformers"), Recorder(overtake))
    assert lost.value.code == "lease-lost"
    assert not (tmp_path / "exported").exists()


def test_a_merged_adapter_says_what_the_adapter_said(trained: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    from peft import LoraConfig, get_peft_model

    base = AutoModelForCausalLM.from_pretrained(trained[0], dtype=torch.float32)
    torch.manual_seed(3)
    config = LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", init_lora_weights=False, task_type="CAUSAL_LM")
    adapted: Any = get_peft_model(base, config).eval()
    adapted.save_pretrained(tmp_path / "adapter")
    job = export_job(tmp_path, trained[0], "transformers")
    job["student"]["adapter"] = str(tmp_path / "adapter")
    run_here(job)
    merged: Any = AutoModelForCausalLM.from_pretrained(tmp_path / "exported", dtype=torch.float32).eval()
    ids = torch.arange(30).reshape(2, 15)
    with torch.no_grad():
        expected, got = adapted(ids).logits, merged(ids).logits
        with adapted.disable_adapter():
            plain = adapted(ids).logits
    assert torch.allclose(expected, got, atol=1e-5)
    assert not torch.allclose(plain, got, atol=1e-2)
    assert {path.name for path in (tmp_path / "exported").iterdir()} == {
        "chat_template.jinja",
        "config.json",
        "generation_config.json",
        "limbeck-model.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
    }


def test_a_graph_that_differs_from_the_model_is_refused(
    trained: tuple[Path, dict[str, Any]], student: Student, tmp_path: Path
) -> None:
    shape = CacheShape(2, 1, 16)
    with torch.no_grad():
        student.model.get_input_embeddings().weight[5] += 0.01  # type: ignore[operator]
    try:
        with pytest.raises(TrainerFailure) as refused:
            check_graph(student.model, shape, trained[0] / "onnx" / "model.onnx", 96)
    finally:
        with torch.no_grad():
            student.model.get_input_embeddings().weight[5] -= 0.01  # type: ignore[operator]
    assert refused.value.code == "onnx-differs"
    assert f"{onnx_check.TOLERANCE:g} is allowed" in refused.value.message


def test_a_model_without_a_key_value_cache_is_refused_and_nothing_is_left(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    folder = tmp_path / "mamba"
    shutil.copytree(trained[0], folder, ignore=shutil.ignore_patterns("model.safetensors", "config.json", "onnx"))
    MambaForCausalLM(MambaConfig(vocab_size=300, hidden_size=16, num_hidden_layers=1, state_size=4)).save_pretrained(
        folder
    )
    with pytest.raises(TrainerFailure) as refused:
        run_here(export_job(tmp_path, folder))
    assert refused.value.code == "onnx-not-possible"
    assert refused.value.message.startswith("A model of type mamba cannot be written as an ONNX graph with a cache (")
    assert not (tmp_path / "exported").exists()


def test_training_succeeds_without_a_graph_and_says_why_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise TrainerFailure("onnx-not-possible", "It cannot be.", "")

    monkeypatch.setattr(model_folder, "write_onnx_folder", refuse)
    facts = run_here(train_job(tmp_path / "odd", epochs=1))
    assert facts["onnx"] == {"left_out": "It cannot be."}
    assert not (tmp_path / "odd" / "model" / "onnx").exists()
    assert (tmp_path / "odd" / "model" / "limbeck-model.json").exists()


def test_rounded_weights_are_smaller_and_their_cost_is_measured(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    requests = write_requests(tmp_path / "requests.jsonl")
    stream = Recorder()
    facts = run_here(export_job(tmp_path, trained[0], int8=True, compare=requests), stream)
    int8 = facts["onnx"]["int8"]
    assert int8["bytes"] < facts["onnx"]["bytes"]
    compared = int8["compared"]
    assert compared["prompts"] == len(REQUESTS)
    assert 0 < compared["mean_logit_difference"] < 1
    assert 0.5 < compared["equal_tokens"] <= 1
    assert 0 <= compared["equal_completions"] <= 1
    description = json.loads((tmp_path / "exported" / "limbeck-onnx.json").read_text())
    assert (description["weights"], description["compared"]) == ("int8", compared)
    assert not (tmp_path / "exported" / "full.onnx").exists()
    assert [event["phase"] for event in stream.events if event["event"] == "phase"] == [
        "loading",
        "exporting",
        "checking",
        "comparing",
        "saving",
    ]


def test_a_graph_compared_with_itself_differs_nowhere_and_answers_as_sample_does(
    trained: tuple[Path, dict[str, Any]], student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    from limbeck_trainer.exporting import comparison

    graph = trained[0] / "onnx" / "model.onnx"
    decoded: list[list[int]] = []
    decode = comparison.decode

    def keep(*arguments: Any) -> list[list[int]]:
        replies = decode(*arguments)
        decoded.extend(replies)
        return replies

    monkeypatch.setattr(comparison, "decode", keep)
    graphs = BothGraphs(graph, graph, CacheShape(2, 1, 16))
    facts = compare_graphs(student, REQUESTS, graphs, threads=1, advance=lambda *_: None)
    replies = decode_batch(student, REQUESTS, 0)
    texts = [student.tokenizer.decode(ids, skip_special_tokens=True) for ids in decoded[: len(REQUESTS)]]
    assert texts == [reply.text for reply in replies]
    assert [len(ids) for ids in decoded[: len(REQUESTS)]] == [reply.completion_tokens for reply in replies]
    assert facts == {
        "prompts": len(REQUESTS),
        "equal_completions": 1.0,
        "tokens": sum(reply.completion_tokens for reply in replies),
        "equal_tokens": 1.0,
        "mean_logit_difference": 0.0,
    }
