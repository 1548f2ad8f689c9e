"""Write the outputs of README.md's commands and Python anew; --check only compares.

A `console` block holds `$ command` lines (a command goes on over lines until its quotes close), each followed by its
output; standard error stands where a terminal would show it. A `pycon` block is a doctest.
"""

import code
import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def console(block: str) -> str:
    """Return a console block with its outputs made anew."""
    parts = []
    for command in commands(block):
        path = f"PATH={Path(sys.executable).parent}:$PATH; "
        done = subprocess.run(["bash", "-c", path + command], capture_output=True, text=True, check=False, cwd=ROOT)
        parts.append(f"$ {command}\n{done.stdout}{done.stderr}")
    return "".join(parts)


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


def pycon(block: str) -> str:
    """Return a doctest block with its outputs made anew."""
    console_ = code.InteractiveConsole()
    parts = []
    for line in block.splitlines():
        if line.startswith(">>> "):
            out = io.StringIO()
            with redirect_stdout(out):
                console_.push(line[4:])
            parts.append(f"{line}\n{out.getvalue()}")
    return "".join(parts)


def fresh(text: str) -> str:
    """Return the README with every output made anew."""
    text = re.sub(r"```console\n(.*?)```", lambda m: f"```console\n{console(m[1])}```", text, flags=re.DOTALL)
    return re.sub(r"```pycon\n(.*?)```", lambda m: f"```pycon\n{pycon(m[1])}```", text, flags=re.DOTALL)


if __name__ == "__main__":
    old = README.read_text(encoding="utf-8")
    new = fresh(old)
    if "--check" not in sys.argv:
        README.write_text(new, encoding="utf-8")
    elif old != new:
        sys.exit("README.md shows outputs that have changed. Run 'python tools/write_readme.py'")
