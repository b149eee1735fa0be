"""What the trainer and its parent say to each other: jobs in, events out, failures, stopping."""
