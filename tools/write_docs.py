"""Write the outputs of the commands and the Python that README.md and docs/ show anew; --check only compares.

A `console` block holds `$ command` lines (a command goes on over lines until its quotes close), each followed by its
output; standard error stands where a terminal would show it. A `pycon` block is a doctest; those of a page go on from
each other.
"""

import code
import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


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


def pycon(block: str, session: code.InteractiveConsole) -> str:
    """Return a doctest block with its outputs made anew."""
    parts = []
    for line in block.splitlines():
        if line.startswith(">>> "):
            out = io.StringIO()
            with redirect_stdout(out):
                session.push(line[4:])
            parts.append(f"{line}\n{out.getvalue()}")
    return "".join(parts)


def fresh(text: str) -> str:
    """Return a page with every output made anew."""
    session = code.InteractiveConsole()
    text = re.sub(r"```console\n(.*?)```", lambda m: f"```console\n{console(m[1])}```", text, flags=re.DOTALL)
    return re.sub(r"```pycon\n(.*?)```", lambda m: f"```pycon\n{pycon(m[1], session)}```", text, flags=re.DOTALL)


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
