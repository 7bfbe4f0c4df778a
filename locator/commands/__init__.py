"""The commands of `python -m locator`, one a module: `add_parser` says what it takes, `run` does it."""
