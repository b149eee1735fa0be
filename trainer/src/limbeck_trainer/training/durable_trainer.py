"""What every objective's trainer gets on top of TRL's or transformers': manifested checkpoints, events, exact resume,
stopping between steps, and a stop at the first loss that is not a number. The three bases (supervised.py,
preference.py, online.py) say in what order rows come, what is measured at each step, and what of their own a checkpoint
must hold."""

import contextlib
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch.utils.data import Sampler
from transformers import PrinterCallback, ProgressCallback, Trainer, TrainerCallback, TrainerState

from ..durable.checkpoints import Checkpoint, CheckpointStore
from ..protocol.events import EventStream, ProgressMeter
from ..protocol.failures import TrainerFailure
from ..protocol.stopping import StopFlag

STATE = "limbeck-state.json"
OBJECTIVE_STATE = "objective-state.pt"
LOSS_POINTS = 200
# A checkpoint at most this often, and never more than a fiftieth of the time spent on saving.
SAVE_SECONDS = 30.0
SAVE_SHARE = 50.0


@dataclass
class TrainingRecord:
    """What a run has seen so far; saved in each checkpoint, so that a resumed run reports as an undisturbed one."""

    every: int = 1
    losses: list[list[float]] = field(default_factory=list)
    window: list[float] = field(default_factory=list)
    last_loss: float = math.nan
    tokens: int = 0
    # What the objective measures at each step, by name, as `losses`.
    metrics: dict[str, list[list[float]]] = field(default_factory=dict)
    metric_window: dict[str, list[float]] = field(default_factory=dict)

    def add(self, step: int, loss: float, metrics: dict[str, float]) -> None:
        self.last_loss = loss
        self.window.append(loss)
        for name, value in metrics.items():
            self.metric_window.setdefault(name, []).append(value)
        if len(self.window) == self.every:
            self.losses.append([step, _mean(self.window)])
            for name, values in self.metric_window.items():
                self.metrics.setdefault(name, []).append([step, _mean(values)])
            self.window, self.metric_window = [], {}


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 6)


@dataclass
class RunControl:
    """The parts of a run the trainer talks to."""

    store: CheckpointStore
    stream: EventStream
    flag: StopFlag
    meter: ProgressMeter
    max_steps: int
    save_steps: int | None
    memory_mb: Callable[[], float]
    record: TrainingRecord
    clock: Callable[[], float] = time.monotonic


class SaveAndStop(TrainerCallback):
    """Decides after each step whether to save and whether to go on."""

    def __init__(self, run: RunControl) -> None:
        self._run = run
        self._last = run.clock()
        self.save_cost = 0.0

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        run = self._run
        step = state.global_step
        if run.flag.requested:
            control.should_training_stop = True
        control.should_save = step >= run.max_steps or run.flag.requested or self._is_due(step)

    def _is_due(self, step: int) -> bool:
        if self._run.save_steps is not None:
            return step % self._run.save_steps == 0
        return self._run.clock() - self._last >= max(SAVE_SECONDS, SAVE_SHARE * self.save_cost)

    def saved(self, began: float) -> None:
        self._last = self._run.clock()
        self.save_cost = self._last - began


if TYPE_CHECKING:
    _Base = Trainer
else:
    _Base = object


class DurableTrainer(_Base):
    """Mixin: put it before TRL's trainer. Call `attach` before `train`."""

    # Which of the three bases it is, as objective.json says.
    engine: str
    _run: RunControl
    _saver: SaveAndStop

    def attach(self, run: RunControl) -> None:
        self._run = run
        self._saver = SaveAndStop(run)
        self._fresh_tokens = 0
        for noisy in (PrinterCallback, ProgressCallback):
            self.remove_callback(noisy)
        self.add_callback(self._saver)

    def train_order(self) -> Sampler[int]:
        """The order of rows, a pure function of seed and epoch."""
        raise NotImplementedError

    def total_steps(self) -> int:
        """Optimizer steps in all, known before the first."""
        return self.args.max_steps

    def step_metrics(self) -> dict[str, float]:
        """What was measured since the last step."""
        return {}

    def tokens_of(self, inputs: dict[str, Any]) -> int:
        mask = inputs.get("attention_mask")
        return 0 if mask is None else int(mask.sum())

    def objective_state(self) -> dict[str, Any] | None:
        """What the objective has gathered and a resumed run must have (a replay buffer, a threshold): tensors, numbers,
        texts, lists and dicts of them. None: nothing."""
        return None

    def load_objective_state(self, state: dict[str, Any]) -> None:
        raise NotImplementedError

    def restore(self, checkpoint: Checkpoint) -> None:
        """Take over record and objective's state of a checkpoint; the rest is loaded by `train`."""
        state = checkpoint.folder / OBJECTIVE_STATE
        if state.is_file():
            self.load_objective_state(torch.load(state, map_location="cpu", weights_only=True))
        saved = json.loads((checkpoint.folder / STATE).read_text(encoding="utf-8"))
        for name, value in saved.items():
            setattr(self._run.record, name, value)

    def load_finished(self, checkpoint: Checkpoint) -> None:
        """Weights and state of a checkpoint made after the last step: nothing is left to train."""
        self._load_from_checkpoint(str(checkpoint.folder))
        self.state = TrainerState.load_from_json(str(checkpoint.folder / "trainer_state.json"))

    def _get_train_sampler(self, train_dataset: Any = None) -> Any:
        return self.train_order()

    def training_step(self, model: Any, inputs: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        self._fresh_tokens += self.tokens_of(inputs)
        return super().training_step(model, inputs, *args, **kwargs)

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        super().log(logs, start_time)
        self.state.log_history.clear()  # kept in the record; it would grow every checkpoint
        if "loss" in logs:
            self._report(logs)

    def _report(self, logs: dict[str, float]) -> None:
        run, step = self._run, self.state.global_step
        loss = logs["loss"]
        norm = logs.get("grad_norm", 0.0)
        if not math.isfinite(loss) or not math.isfinite(norm):
            raise TrainerFailure(
                "loss-not-finite",
                f"At step {step} the loss is {loss} and the gradient's norm {norm}: training has diverged.",
                "Lower learning_rate (a tenth is a good next try) or lengthen the warm-up; look for odd rows.",
            )
        metrics = self.step_metrics()
        run.record.add(step, loss, metrics)
        run.record.tokens += self._fresh_tokens
        run.meter.advance(
            step,
            self._fresh_tokens,
            loss=round(loss, 6),
            learning_rate=logs.get("learning_rate"),
            epoch=round(float(self.state.epoch or 0), 4),
            memory_mb=run.memory_mb(),
            metrics={name: round(value, 6) for name, value in metrics.items()} or None,
        )
        self._fresh_tokens = 0

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        run, step = self._run, self.state.global_step
        began = run.clock()
        phase = run.stream.phase
        run.stream.enter("saving")
        with run.store.writing(step) as folder:
            self.save_model(str(folder), _internal_call=True)
            self._save_optimizer_and_scheduler(str(folder))
            self._save_scaler(str(folder))
            self._save_rng_state(str(folder))
            self.state.save_to_json(str(folder / "trainer_state.json"))
            # It names absolute paths and times, and nothing reads it.
            with contextlib.suppress(FileNotFoundError):
                (folder / "training_args.bin").unlink()
            own = self.objective_state()
            if own is not None:
                torch.save(own, folder / OBJECTIVE_STATE)
            (folder / STATE).write_text(json.dumps(asdict(run.record)), encoding="utf-8")
        self._saver.saved(began)
        run.stream.emit("checkpoint", step=step, path=str(run.store.path_of(step)))
        run.stream.enter(phase)
