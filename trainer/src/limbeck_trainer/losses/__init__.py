"""Losses as pure functions of tensors: no trainer, no model, no state. Each has a reference in NumPy in its tests."""
