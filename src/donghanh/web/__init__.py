"""The Django application. Every app has the same file names; ARCHITECTURE.md is the map."""
