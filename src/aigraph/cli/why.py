"""The command that proves: why."""

import click

from aigraph.cli.output import complete_entities, data, echo, format_option, language_option, load_graph
from aigraph.proof import FORMATS

__all__ = ["why"]


@click.command()
@click.argument("words", nargs=-1, metavar="STATEMENT", shell_complete=complete_entities)
@language_option("of sentences")
@click.option("--check", is_flag=True, help="Instead, check every proof of the graph anew, from its premises.")
@format_option(FORMATS, default="text")
@click.pass_context
def why(ctx: click.Context, words: tuple[str, ...], lang: str, check: bool, format_: str) -> None:
    """Prove a statement down to the quotes it rests on, or say what is missing for it to follow.

    STATEMENT is an id, or a subject, a predicate or its inverse, and an object; or `a` and a class. Exit code 1 where
    it does not hold.

    \b
    aigraph why anthropic foundedByAlumniOf openai
    aigraph why openai/dependsOnChipsOf/nvidia --format dot
    """
    if bool(words) == check:
        raise click.UsageError("Give a STATEMENT, or --check.")
    graph = load_graph(ctx)
    if check:
        from aigraph.proof.check import check as check_proofs

        found = check_proofs(graph.graph, graph.ontology)
        for problem in found:
            echo(problem)
        proofs = [len(s.derived.proofs) for s in graph.statements.values() if s.derived]
        echo(f"{sum(proofs)} proofs of {len(proofs)} statements checked.", err=True)
        ctx.exit(1 if found else 0)
    answer = graph.why(*words, language=lang)
    if format_ == "text":
        for line in answer.render().splitlines():
            echo(line)
    else:
        data(answer.render(format_) + "\n")
    ctx.exit(0 if answer.holds else 1)
