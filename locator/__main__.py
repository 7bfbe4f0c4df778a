"""`python -m locator COMMAND …`: the locator in a terminal."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence

from locator.commands import CommandError, accept, answers, check, export, nearest, record, words

COMMANDS = (check, nearest, export, record, answers, accept, words)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments` (the command line, unless given); 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal may lack a letter; that must not end the command.
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser("python -m locator", description="The clinic locator in a terminal.")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        subparser = subparsers.add_parser(name, help=command.HELP, description=command.DESCRIPTION)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    # What begins with a space is no option: so a point may begin with a minus.
    given = sys.argv[1:] if arguments is None else arguments
    args = parser.parse_args([f" {text}" if re.match(r"-\d", text) else text for text in given])
    try:
        status = int(args.run(args))
        sys.stdout.flush()
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return problem.status
    except OSError as reason:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        if not isinstance(reason, BrokenPipeError):  # whoever read our answer, such as `head`, has had enough
            print(f"The answer can't be written: {reason.strerror}.", file=sys.stderr)
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
