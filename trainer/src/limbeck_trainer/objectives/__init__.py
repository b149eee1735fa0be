"""One folder per objective; index.json is the list both languages read."""

import importlib
import json
from pathlib import Path
from typing import Any

from ..failures import TrainerFailure

FOLDER = Path(__file__).parent


def list_objectives() -> list[str]:
    return json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))


def describe_objective(objective: str) -> dict[str, Any]:
    """Raises `unknown-objective`."""
    if objective not in list_objectives():
        raise TrainerFailure(
            "unknown-objective", f"No objective is called {objective!r}.", f"Known: {', '.join(list_objectives())}."
        )
    return json.loads((FOLDER / objective / "objective.json").read_text(encoding="utf-8"))


def load_objective(objective: str) -> Any:
    """The module with `create_trainer(work)`."""
    return importlib.import_module(f"{__name__}.{objective}.objective")


def resolve_params(description: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
    """Checked against the objective's schema, with its defaults filled in. Names of models are not the trainer's
    business: the job says which student."""
    from ..job import check_against

    models = description["needs"]
    schema = dict(description["params"])
    schema["properties"] = {name: value for name, value in schema["properties"].items() if name not in models}
    schema["required"] = [name for name in schema.get("required", []) if name not in models]
    check_against(schema, params, f"the parameters of {description['id']}", "params-invalid")
    defaults = {name: value["default"] for name, value in schema["properties"].items() if "default" in value}
    return {**defaults, **params}
