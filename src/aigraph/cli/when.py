"""The options --as-of, --known-by and --certain, which every command that reads the graph has, and the program too."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from datetime import date

    from aigraph.selecting import Selecting

    Graph = TypeVar("Graph", bound=Selecting)

__all__ = ["dated", "day_option", "is_dated", "when_options"]

F = TypeVar("F", bound=Callable[..., Any])
_KEY = "aigraph.when."


def day_option(name: str, **how: Any) -> Callable[[F], F]:
    """Return an option that takes a day."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> "date | None":
        from aigraph.when.spans import day

        try:
            return day(value) if value else None
        except ValueError as err:
            raise click.BadParameter(str(err), ctx, param) from err

    return click.option(name, callback=read, metavar="DAY", **how)


def when_options() -> list[click.Parameter]:
    """Return the three options; what is given is kept in the context, wherever in the command line it stands."""

    def keep(ctx: click.Context, param: click.Parameter, value: str | bool | None) -> None:
        from aigraph.when.spans import day

        try:
            if value:
                ctx.meta[_KEY + str(param.name)] = day(value) if isinstance(value, str) else value
        except ValueError as err:
            raise click.BadParameter(str(err), ctx, param) from err

    def option(name: str, text: str, **how: Any) -> click.Option:
        return click.Option([name], help=text, callback=keep, expose_value=False, **how)

    return [
        option("--as-of", "As the world stood on a day: what held then.", metavar="DAY"),
        option("--known-by", "Only what sources published by a day say.", metavar="DAY"),
        option("--certain", "Of both, only what is certain, not what is possible or undated.", is_flag=True),
    ]


def is_dated(ctx: click.Context) -> bool:
    """Return whether the graph is to be selected by a day. Raises click.UsageError for --certain without one."""
    days = [name for name in ("as_of", "known_by") if _KEY + name in ctx.meta]
    if not days and _KEY + "certain" in ctx.meta:
        raise click.UsageError("--certain goes with --as-of or --known-by; expected a day. Give one.")
    return bool(days)


def dated(ctx: click.Context, graph: "Graph") -> "Graph":
    """Return the graph as of the day, and known by the day, that the options name."""
    if not is_dated(ctx):
        return graph
    certain = bool(ctx.meta.get(_KEY + "certain"))
    if day := ctx.meta.get(_KEY + "as_of"):
        graph = graph.as_of(day, certain=certain)
    if day := ctx.meta.get(_KEY + "known_by"):
        graph = graph.known_by(day, certain=certain)
    return graph
