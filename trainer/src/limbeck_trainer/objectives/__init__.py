"""One folder per objective; the folders are the list both languages read, params/ the parameters objectives share."""

import importlib
import json
from pathlib import Path
from typing import Any

from ..protocol.failures import TrainerFailure

FOLDER = Path(__file__).parent


def list_objectives() -> list[str]:
    return sorted(file.parent.name.replace("_", "-") for file in FOLDER.glob("*/objective.json"))


def folder_name(objective: str) -> str:
    """Ids have hyphens, as in recipes; a folder is a Python module, so it has underscores in their place."""
    return objective.replace("-", "_")


def describe_objective(objective: str) -> dict[str, Any]:
    """With the shared parameters it includes. Raises `unknown-objective`."""
    if objective not in list_objectives():
        raise TrainerFailure(
            "unknown-objective", f"No objective is called {objective!r}.", f"Known: {', '.join(list_objectives())}."
        )
    return with_shared_params(_read(FOLDER / folder_name(objective) / "objective.json"))


def with_shared_params(description: dict[str, Any]) -> dict[str, Any]:
    """`params` as a whole schema: the groups of `include` in their order, then the objective's own. A property that it
    has itself wins over the one of a group; activities/distill/index.ts reads it the same way."""
    parts = [*(_read(FOLDER / "params" / f"{group}.json") for group in description["include"]), description["params"]]
    params = {
        "type": "object",
        "additionalProperties": False,
        "required": [name for part in parts for name in part.get("required", ())],
        "properties": {name: value for part in parts for name, value in part["properties"].items()},
    }
    return {**description, "params": params}


def load_objective(objective: str) -> Any:
    """The module with `create_trainer(work)`."""
    return importlib.import_module(f"{__name__}.{folder_name(objective)}.objective")


def resolve_params(description: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
    """Checked against the objective's schema, with its defaults filled in. Parameters that name models are not among
    them: `job.models` has what they name, by role."""
    from ..protocol.job import check_against

    models = description["needs"]
    schema = dict(description["params"])
    schema["properties"] = {name: value for name, value in schema["properties"].items() if name not in models}
    schema["required"] = [name for name in schema.get("required", []) if name not in models]
    check_against(schema, params, f"the parameters of {description['id']}", "params-invalid")
    defaults = {name: value["default"] for name, value in schema["properties"].items() if "default" in value}
    return {**defaults, **params}


def check_given(description: dict[str, Any], models: dict[str, Any], inputs: dict[str, str]) -> None:
    """All that the objective needs is there, and nothing is given that it would not look at. `inputs`: kind by port.
    Raises `trainer-job-invalid`."""
    from ..protocol.job import invalid

    objective, needs, ports = description["id"], description["needs"], description["ports"]
    required = [role for role in needs if role in description["params"]["required"]]
    missing = [role for role in required if role not in models]
    missing += [port for port, takes in ports.items() if not takes.get("optional") and port not in inputs]
    if missing:
        raise invalid(f"{objective} is not given its {', '.join(missing)}.")
    strange = [name for name in [*models] if name not in needs] + [name for name in inputs if name not in ports]
    if strange:
        raise invalid(f"{objective} has no use for {', '.join(strange)}.")
    for port, kind in inputs.items():
        if kind not in ports[port]["kinds"]:
            raise invalid(
                f"{objective} takes {', '.join(ports[port]['kinds'])} rows as {port}, and is given {kind}.",
                "Put a step before it that makes such rows.",
            )


def _read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))
