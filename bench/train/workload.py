"""The data and the student both contenders get: contract clauses of four patterns, a Llama of 0.8 M parameters."""

import calendar
import json
import random
from pathlib import Path

MONTHS = [calendar.month_name[number] for number in range(1, 13)]
CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "vocab_size": 640,
    "hidden_size": 128,
    "intermediate_size": 352,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
    "tie_word_embeddings": True,
}


def clause(source: random.Random) -> dict[str, str]:
    year, month, day = source.randint(2005, 2030), source.randint(1, 12), source.randint(1, 28)
    months, notice = source.choice([6, 12, 18, 24, 30, 36, 48, 60]), source.choice([14, 30, 45, 60, 90, 120])
    iso = f"{year}-{month:02d}-{day:02d}"
    name = MONTHS[month - 1]
    start = source.choice([iso, f"{day} {name} {year}", f"{name} {day}, {year}", f"{day:02d}.{month:02d}.{year}"])
    text = source.choice(
        [
            f"This Agreement takes effect on {start} and runs for {months} months; {notice} days' notice ends it.",
            f"Commencing {start}, the term is {months} months. Notice of termination: {notice} days.",
            f"The Supplier serves from {start} for a period of {months} months, unless ended by {notice} days' notice.",
            f"Not less than {notice} days' notice ends this lease, which begins on {start} and lasts {months} months.",
        ]
    )
    return {"prompt": text, "completion": json.dumps({"start": iso, "months": months, "notice_days": notice})}


def write_workload(folder: Path, rows: int = 4000) -> tuple[Path, Path]:
    """The rows' file and the student's folder."""
    source = random.Random(0)
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(clause(source)) + "\n" for _ in range(rows)))
    student = folder / "student"
    student.mkdir()
    (student / "config.json").write_text(json.dumps(CONFIG))
    return file, student
