"""Reviews of agreements: written from the live records, kept as a file with its hash, every figure traced."""
