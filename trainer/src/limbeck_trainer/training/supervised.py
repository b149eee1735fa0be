"""The base of objectives that learn replies as they stand: rows of like length share a batch. Mix it in before one of
TRL's or transformers' trainers."""

from collections.abc import Sequence

from torch.utils.data import Sampler

from .durable_trainer import DurableTrainer
from .order import LengthBuckets
from .schedule import total_steps, warmup_steps
from .work import PreparedTrainer, TrainingWork


class SupervisedTrainer(DurableTrainer):
    engine = "supervised"
    _order: LengthBuckets

    def train_order(self) -> Sampler[int]:
        return self._order

    def prepared(
        self, work: TrainingWork, lengths: Sequence[int], *, rows_in: int, rows_over_long: int
    ) -> PreparedTrainer:
        """`lengths`: tokens of each row of its data set, in order."""
        # Rows that were packed are fewer than came in.
        self.args.max_steps = total_steps(len(lengths), work.params)
        self.args.warmup_steps = warmup_steps(self.args.max_steps, work.params)
        self._order = LengthBuckets(lengths, work.params["batch_size"], work.job.seed)
        return PreparedTrainer(self, rows=len(lengths), rows_in=rows_in, rows_over_long=rows_over_long)
