"""One verb, one file: permission, state, change and audit entry together."""
