"""Write the outputs of the commands and the Python that README.md and docs/ show anew; --check only compares.

A `console` block holds `$ command` lines (a command goes on over lines until its quotes close), each followed by its
output; standard error stands where a terminal would show it. A `pycon` block is a doctest; those of a page go on from
each other. A block with a name behind its language is a file: the commands of such a page work in a folder that passes.
"""

import code
import io
import re
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


class Shell:
    """Runs commands one after the other, from a folder that `cd` leads on from."""

    def __init__(self, place: Path) -> None:
        """Begin in a folder."""
        self.place = place

    def console(self, block: str) -> str:
        """Return a console block with its outputs made anew."""
        return "".join(f"$ {command}\n{self.run(command)}" for command in commands(block))

    def run(self, command: str) -> str:
        """Return what a command prints."""
        if command.startswith("cd "):
            self.place = (self.place / command.removeprefix("cd ")).resolve()
            return ""
        path = f"PATH={Path(sys.executable).parent}:$PATH; "
        run = ["bash", "-c", path + command]
        done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=self.place)
        return done.stdout + done.stderr


def commands(block: str) -> list[str]:
    """Return the commands of a console block."""
    found: list[str] = []
    open_quote = False
    for line in block.splitlines():
        if open_quote:
            found[-1] += "\n" + line
        elif line.startswith("$ "):
            found.append(line[2:])
        else:
            continue
        open_quote = found[-1].count("'") % 2 == 1
    return found


def pycon(block: str, session: code.InteractiveConsole) -> str:
    """Return a doctest block with its outputs made anew."""
    parts = []
    for line in block.splitlines():
        if line.startswith((">>> ", "... ")):
            out = io.StringIO()
            with redirect_stdout(out):
                session.push(line[4:])
            parts.append(f"{line}\n{out.getvalue()}")
    return "".join(parts)


def fresh(text: str) -> str:
    """Return a page with every output made anew."""
    session = code.InteractiveConsole()
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch) if re.search(r"^```\w+ \S", text, re.MULTILINE) else ROOT
        shell = Shell(top)

        def block(match: re.Match[str]) -> str:
            language, _, name = match[1].partition(" ")
            if name:
                (top / name).parent.mkdir(parents=True, exist_ok=True)
                (top / name).write_text(match[2], encoding="utf-8")
            made = {"console": shell.console, "pycon": lambda words: pycon(words, session)}.get(language, str)
            return f"```{match[1]}\n{made(match[2])}```"

        return re.sub(r"^```([^\n]*)\n(.*?)^```", block, text, flags=re.DOTALL | re.MULTILINE)


if __name__ == "__main__":
    stale = []
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = fresh(old)
        if old != new:
            stale.append(str(page.relative_to(ROOT)))
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"{', '.join(stale)}: outputs that have changed. Run 'python tools/write_docs.py'")
