"""An exported graph under onnxruntime, with torch tensors in and out."""

from pathlib import Path
from typing import Any

import torch

from .onnx_graph import CacheShape


class OnnxSession:
    def __init__(self, file: Path, shape: CacheShape, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self.shape = shape
        self._pasts = shape.names("past")

    def run(
        self, ids: torch.Tensor, mask: torch.Tensor, positions: torch.Tensor, past: list[torch.Tensor]
    ) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Logits of all positions given, and the cache with them in it."""
        inputs = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
        inputs.update(zip(self._pasts, past, strict=True))
        outputs = self._session.run(None, {name: tensor.contiguous().numpy() for name, tensor in inputs.items()})
        logits, *present = [torch.from_numpy(output) for output in outputs]
        return logits, present
