"""What somebody may see of a dataset, asked in SQL or taken away as a file, and nothing else."""
