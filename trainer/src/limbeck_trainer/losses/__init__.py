"""Losses as pure functions of tensors: no trainer, no files, no state. Each names its paper and its shapes."""
