"""`%load_ext aigraph`: cells and lines in SPARQL and Cypher, whose `$names` are variables of the notebook."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from aigraph.cypher.tokens import tokens
from aigraph.errors import AIGraphError
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.loading import load
from aigraph.model import Entity
from aigraph.namespaces import IRI
from aigraph.notebook.completing import completed
from aigraph.sparql.query import Query

__all__ = ["GraphMagics", "load_ipython_extension", "unload_ipython_extension"]

#: The variable that is asked unless another is named.
_USUAL = "g"
_MATCHER = "aigraph"

T = TypeVar("T")


@magics_class
class GraphMagics(Magics):
    """The magics `%sparql`, `%%sparql`, `%cypher`, `%%cypher` and `%show`."""

    @magic_arguments()
    @argument("-o", "--out", metavar="NAME", help="Keep the answer in this variable, too.")
    @argument("-g", "--graph", metavar="NAME", default=_USUAL, help="The variable that holds the graph to ask.")
    @argument("--as-of", metavar="DAY", help="As the world stood on a day.")
    @argument("--tentative", action="store_true", help="Also see tentative statements as direct triples.")
    @line_cell_magic
    def sparql(self, line: str, cell: str | None = None) -> Any:
        """Answer a SPARQL query. `?name` is a variable of the query, `$name` the value of one of the notebook."""
        options, query = parse_argstring(self.sparql, "" if cell is None else line), line if cell is None else cell
        with _told():
            graph = self._graph(options)
            values = self._values(_of_sparql(query, graph))
            given = {name: _term(value, graph) for name, value in values.items()}
            return self._kept(options, graph.sparql(query, given, tentative=options.tentative))

    @magic_arguments()
    @argument("-o", "--out", metavar="NAME", help="Keep the answer in this variable, too.")
    @argument("-g", "--graph", metavar="NAME", default=_USUAL, help="The variable that holds the graph to ask.")
    @argument("--as-of", metavar="DAY", help="As the world stood on a day.")
    @line_cell_magic
    def cypher(self, line: str, cell: str | None = None) -> Any:
        """Answer a Cypher query. `$name` is the value of a variable of the notebook."""
        options, query = parse_argstring(self.cypher, "" if cell is None else line), line if cell is None else cell
        with _told():
            graph = self._graph(options)
            values = self._values(token.text for token in tokens(query) if token.kind == "parameter")
            given = {name: value.id if isinstance(value, Entity) else value for name, value in values.items()}
            return self._kept(options, graph.cypher(query, given))

    @line_magic
    def show(self, line: str) -> Any:
        """Show the card of an entity by any name, of a statement or claim by its id."""
        with _told():
            return self._graph(None).show(line.strip())

    def complete(self, context: CompletionContext) -> SimpleMatcherResult:
        """Return what may follow of the graph's own words."""
        graph = self._variables.get(_USUAL)
        if not isinstance(graph, KnowledgeGraph):
            return {"completions": []}
        lines = context.full_text.split("\n")[: context.cursor_line]
        typed, words = completed(graph, "\n".join([*lines, context.text_until_cursor]))
        completions = [SimpleCompletion(text=word, type="aigraph") for word in words]
        return {"completions": completions, "matched_fragment": typed, "suppress": bool(words)}

    @property
    def _variables(self) -> dict[str, Any]:
        """The variables of the notebook."""
        assert self.shell is not None
        found: dict[str, Any] = self.shell.user_ns
        return found

    def _graph(self, options: Any) -> KnowledgeGraph:
        """Return the graph that is meant; the shipped one is loaded where the usual variable is free."""
        name, variables = options.graph if options else _USUAL, self._variables
        if name == _USUAL and name not in variables:
            variables[name] = load()
        graph = variables.get(name)
        if not isinstance(graph, KnowledgeGraph):
            raise UsageError(f"{name} is no knowledge graph; expected one. Set it: {name} = aigraph.load()")
        return graph.as_of(options.as_of) if options and options.as_of else graph

    def _values(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the values of variables of the notebook."""
        variables, found = self._variables, {}
        for name in dict.fromkeys(names):
            if name not in variables:
                raise UsageError(f"${name}: the notebook has no variable {name!r}; expected its value. Set it first")
            found[name] = variables[name]
        return found

    def _kept(self, options: Any, answer: T) -> T:
        """Return an answer, kept in a variable where one is named."""
        if options.out:
            if not options.out.isidentifier():
                raise UsageError(f"--out {options.out}: no name of a variable; expected one such as founders")
            self._variables[options.out] = answer
        return answer


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Give a shell the magics and the completions: what `%load_ext aigraph` calls."""
    magics = GraphMagics(shell)
    shell.register_magics(magics)

    @context_matcher(identifier=_MATCHER)
    def complete(context: CompletionContext) -> SimpleMatcherResult:
        return magics.complete(context)

    shell.Completer.custom_matchers = [*_others(shell), complete]


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Take the completions away: what `%unload_ext aigraph` calls."""
    shell.Completer.custom_matchers = _others(shell)


def _others(shell: InteractiveShell) -> list[Any]:
    return [m for m in shell.Completer.custom_matchers if getattr(m, "matcher_identifier", None) != _MATCHER]


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong in a line, as the command line does, and not where in our code it was found."""
    try:
        yield
    except (AIGraphError, ValueError) as err:
        raise UsageError(str(err)) from err


def _of_sparql(query: str, graph: KnowledgeGraph) -> Iterator[str]:
    """Yield the names that a SPARQL query writes with a dollar."""
    read = Query(query, graph.graph.iris.prefixes)
    yield from (token.text[1:] for token in read.tokens if token.kind == "variable" and token.text.startswith("$"))


def _term(value: object, graph: KnowledgeGraph) -> object:
    return IRI(graph.graph.iris.of(value.id)) if isinstance(value, Entity) else value
