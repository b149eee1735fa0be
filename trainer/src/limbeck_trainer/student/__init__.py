"""A model and its tokenizer: how they are loaded, asked and left behind."""
