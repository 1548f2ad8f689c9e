"""Write docs/cli.md from the help of the commands; --check only compares."""

import sys
from pathlib import Path

import click

from aigraph.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"

HEAD = """# Commands

Written by `python tools/write_cli_docs.py` from the help of each command.

Data goes to standard output, talk to standard error. Exit codes: 0 clean, 1 findings, 2 could not run (also where
standard output is closed, full or has no reader), 130 interrupted. `NO_COLOR` is respected.

A file of `-o` or `--out` is replaced when the new one is whole: links are followed, modes and owners kept. A pipe, a
device or `/dev/stdout` is written into; `-o -` is standard output.

Tables, Markdown, cards, citations and messages are for people: a character that a terminal would obey stands as
`<U+202E>`, one that the encoding of standard output lacks as `?`. JSON, NDJSON, CSV, TSV and RDF are for
programs: each character is as it is in the data, a cell of CSV that begins with `=` too, and where the encoding lacks
one, nothing is printed and the exit code is 2. Infinity and NaN are `INF`, `-INF` and `NaN` in every format.

For names to complete in your shell, put `eval "$(_AIGRAPH_COMPLETE=bash_source aigraph)"` into `~/.bashrc`
(`zsh_source` and `fish_source` for the others).
"""


def document() -> str:
    """Return the page."""
    parts = [HEAD, section("aigraph", main)]
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            parts += [section(f"aigraph {name} {sub}", c) for sub, c in command.commands.items()]
        else:
            parts.append(section(f"aigraph {name}", command))
    return "\n".join(parts)


def section(name: str, command: click.Command) -> str:
    """Return the section of one command."""
    context = click.Context(command, info_name=name, terminal_width=96, max_content_width=96)
    return f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    text = document()
    if "--check" in sys.argv:
        if PAGE.read_text(encoding="utf-8") != text:
            sys.exit("docs/cli.md is out of date. Run 'python tools/write_cli_docs.py'")
    else:
        PAGE.write_text(text, encoding="utf-8")
