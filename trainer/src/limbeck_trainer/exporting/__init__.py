"""Students in forms that need no trainer: plain Transformers folders and ONNX graphs with a key-value cache."""
