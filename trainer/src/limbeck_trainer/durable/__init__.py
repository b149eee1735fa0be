"""What outlives a crash: files and folders that are whole or not there, checkpoints, the lease."""
