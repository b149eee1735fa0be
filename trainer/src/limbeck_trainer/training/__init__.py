"""What every training shares, whatever its objective."""
