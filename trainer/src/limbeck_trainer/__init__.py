"""Limbeck's trainer: knows jobs and events, never recipes or workflows."""
