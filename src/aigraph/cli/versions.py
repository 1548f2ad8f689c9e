"""The commands about versions: diff, patch, log, release."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from aigraph.cli.output import (
    complete_entities,
    data,
    echo,
    folder,
    format_option,
    language_option,
    load_graph,
    note,
    output_file,
)
from aigraph.errors import UnknownName
from aigraph.versions import FORMATS

__all__ = ["diff", "log", "patch", "release"]


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@language_option("of sentences")
@format_option(FORMATS, default="text")
@click.pass_context
def diff(ctx: click.Context, one: str, other: str, lang: str, format_: str) -> None:
    """Say what changed from version A to version B.

    A version is a folder that `aigraph build` wrote, a graph folder, or one in a revision of git: REVISION:PATH, or
    REVISION alone for the folder we are in. Exit code 1 where they differ.

    \b
    aigraph diff HEAD~3 .
    aigraph diff old/ new/ --format patch > new.rdfp
    """
    from aigraph.ontology import read_ontology
    from aigraph.versions.compare import compare

    differ, home = False, folder(ctx)
    ontology = read_ontology(*home.all("ontology"), namespaces=home.namespaces())
    pieces = compare(one, other, ontology, home.path, format=format_, language=lang)
    for number, piece in enumerate(pieces):
        differ = differ or number > 0 or format_ == "patch" or (format_ == "json" and piece != "[]\n")
        sys.stdout.write(piece)
    sys.stdout.flush()
    ctx.exit(1 if differ else 0)


@click.command()
@click.argument("version", metavar="A")
@click.argument("file", metavar="PATCH", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
    required=True,
    help="File of N-Quads to write, - for standard output.",
)
@click.option("--reverse", is_flag=True, help="Undo the patch: A is then what it led to.")
@click.pass_context
def patch(ctx: click.Context, version: str, file: Path, output: Path, reverse: bool) -> None:
    """Apply what `aigraph diff --format patch` wrote: A becomes B, byte for byte, as N-Quads.

    A is a version as in `aigraph diff`, or a file of N-Quads.

    \b
    aigraph patch old/ new.rdfp -o graph.nq
    """
    from aigraph.versions.patch import patched

    made = patched(version, file, folder(ctx).path, reverse=reverse)
    with output_file(output) as stream:
        stream.write(made)
    if str(output) != "-":
        echo(f"{output}: {len(made):,} bytes", err=True)


@click.command()
@click.argument("name", shell_complete=complete_entities)
@language_option("of sentences")
@format_option(("text", "json"), default="text")
@click.pass_context
def log(ctx: click.Context, name: str, lang: str, format_: str) -> None:
    """Show the history of an entity, a statement or a claim, from git: when it came in, what changed.

    NAME is as for `aigraph show`; an id that is no longer there will do. Of an entity also the statements and claims
    that name it.

    \b
    aigraph log gpt-4/trainedOn/a100
    """
    from aigraph.versions.log import history

    graph = load_graph(ctx)
    try:
        identifier = graph.find(name).id
    except UnknownName:
        identifier = name
    found = history(folder(ctx).path, identifier, graph.ontology, lang)
    for told in found.unread:
        note(told)
    if format_ == "json":
        records = [
            {
                "commit": entry.commit.hash if entry.commit else None,
                "day": entry.commit.day if entry.commit else None,
                "changes": [{"what": c.what, "kind": c.kind, "id": c.id} for c in entry.changes],
                "lines": [line.text for line in entry.lines],
            }
            for entry in found.entries
        ]
        data(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return
    for entry in found.entries:
        commit = entry.commit
        echo(f"{commit.day} {commit.hash[:7]} {commit.subject}" if commit else "not committed", bold=True)
        for line in entry.lines:
            echo("  " * line.level + line.text)
    if not found.entries:
        raise UnknownName(f"{name!r} is nowhere in the history; expected an id of today or of a revision")


@click.command()
@click.argument("version")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write.")
@click.option("--since", metavar="A", help="The version before, as in aigraph diff: what changed is told since then.")
@click.option("--since-version", metavar="VERSION", help="What the version before was called.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the release.  [default: today]")
@click.option("--author", "authors", multiple=True, required=True, help="Who releases it; repeat for several.")
@click.pass_context
def release(
    ctx: click.Context,
    version: str,
    out: Path,
    since: str | None,
    since_version: str | None,
    day: datetime | None,
    authors: tuple[str, ...],
) -> None:
    """Write a release of the data: a build, with its changelog, checksums, DCAT and VoID, and how to cite it.

    \b
    aigraph release 1.1.0 --since v1.0.0 --since-version 1.0.0 --author "The aigraph developers" --out release/
    """
    from aigraph.versions.release import Release, release

    graph = load_graph(ctx)
    wanted = Release(version, (day or datetime.now()).date(), authors, since, since_version)
    for file in release(graph, folder(ctx).path, wanted, out):
        echo(f"{file.size:>12,}  {out / file.name}")
