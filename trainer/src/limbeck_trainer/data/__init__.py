"""Rows from files, and rows as tokens."""
