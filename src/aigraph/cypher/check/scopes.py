"""Which variables are known where, and which clauses may follow which."""

from collections.abc import Collection, Sequence

from aigraph.cypher.check.projections import Projections
from aigraph.cypher.check.types import Scope, base, element
from aigraph.cypher.evaluate.procedures import PROCEDURES
from aigraph.cypher.functions.function import fits
from aigraph.cypher.tree import (
    Clause,
    Group,
    Match,
    NodePattern,
    Parameter,
    Path,
    Procedure,
    Projection,
    Query,
    RelPattern,
    Single,
    SubqueryClause,
    Tree,
    Unwind,
    Variable,
    walk,
)
from aigraph.errors import did_you_mean

__all__ = ["check"]


def check(tree: Query, query: str, parameters: Collection[str]) -> list[str]:
    """Return the columns of a query.

    Args:
        tree: the query.
        query: its text.
        parameters: the names of those that have a value.

    Raises:
        QueryError: Neo4j 5 refuses it before it runs: the place is marked.
    """
    return list(Scopes(query, parameters).query_scope(tree, {}))


class Scopes(Projections):
    """Checks clauses."""

    def query_scope(self, tree: Query, outer: Scope, *, kind: str = "") -> dict[str, str]:
        """Return the columns of a query and their types; `kind` says where it stands: CALL, EXISTS, …."""
        found = [self._single(part, outer, kind) for part in tree.parts]
        for part, columns in zip(tree.parts, found, strict=True):
            if set(columns) != set(found[0]):
                self.fail(part, f"UNION of {', '.join(columns)} with {', '.join(found[0])}; expected the same columns")
        return {name: one if all(c[name] == one for c in found) else "Any" for name, one in found[0].items()}

    def _single(self, single: Single, outer: Scope, kind: str) -> dict[str, str]:
        scope = dict(outer)
        for place, clause in enumerate(single.clauses):
            last = clause is single.clauses[-1]
            if isinstance(clause, Projection) and clause.kind == "RETURN" and not last:
                self.fail(single.clauses[place + 1], "a clause after RETURN; expected the end. Write WITH for RETURN")
            scope = self._clause(clause, scope, alone=len(single.clauses) == 1 and not kind)
        self._ending(single.clauses, kind)
        return scope

    def _ending(self, clauses: Sequence[Clause], kind: str) -> None:
        final = clauses[-1]
        if isinstance(final, Projection) and final.kind == "RETURN":
            return
        if isinstance(final, Procedure) and len(clauses) == 1 and not kind:
            return
        if kind in ("EXISTS", "COUNT") and not isinstance(final, Projection):
            return
        word = self.query[final.at :].split(maxsplit=1)[0].upper()
        self.fail(
            final, f"the query ends with {word}, and returns nothing; expected RETURN. Add RETURN and what to show"
        )

    def _clause(self, clause: Clause, scope: dict[str, str], *, alone: bool) -> dict[str, str]:
        match clause:
            case Match():
                return self._match(clause, scope)
            case Unwind():
                self.no_aggregates(clause.of, "UNWIND")
                found = self.of(clause.of, scope)
                self._new(clause, clause.name, scope)
                return {**scope, clause.name: element(found) if base(found) == "List" else found.replace("Null", "Any")}
            case Projection():
                return self.projection(clause, scope)
            case Procedure():
                return self._procedure(clause, scope, alone)
            case SubqueryClause():
                return self._call_subquery(clause, scope)
        raise AssertionError(clause)

    def _new(self, tree: Tree, name: str, scope: Scope) -> None:
        if name in scope:
            self.fail(tree, f"Variable {name!r} is there already; expected another name")

    # -- MATCH ------------------------------------------------------------------------------------------------------

    def _match(self, clause: Match, scope: Scope) -> dict[str, str]:
        inner, links = dict(scope), set()
        for item in walk(clause.paths):
            if isinstance(item, RelPattern) and item.name:
                if item.name in links:
                    self.fail(
                        item, f"Variable {item.name!r} names two relationships of one pattern; expected another name"
                    )
                links.add(item.name)
            if isinstance(item, NodePattern | RelPattern) and isinstance(item.properties, Parameter):
                self.fail(item.properties, "a parameter for all properties. Write {name: $name}")
        for path in clause.paths:
            inner = self._bind(path, inner, new=True)
        self._mixed(clause)
        for path in clause.paths:
            self._inside(path, inner)
        if clause.where is not None:
            self.no_aggregates(clause.where, "WHERE")
            self.truth(clause.where, inner)
        return inner

    def _mixed(self, clause: Match) -> None:
        links = [item for item in walk(clause.paths) if isinstance(item, RelPattern)]
        old = next((item for item in links if item.length is not None and not item.quantified), None)
        new = any(item.quantified for item in links) or any(isinstance(item, Group) for item in walk(clause.paths))
        if old is not None and new:
            self.fail(old, "[*] beside a quantified path in one MATCH. Write a quantifier such as ->{1,3} for both")

    def path(self, path: Path, scope: Scope, *, new: bool) -> dict[str, str]:
        """Check a path; return the scope with its variables, which have to be there already unless `new`."""
        inner = self._bind(path, dict(scope), new=new)
        self._inside(path, inner)
        return inner

    def _bind(self, path: Path, scope: dict[str, str], *, new: bool) -> dict[str, str]:
        """Return the scope with the variables of a path."""
        for step in path.steps:
            if isinstance(step, Group):
                scope = self._group(step, scope)
            elif step.name is not None:
                wanted = "Node" if isinstance(step, NodePattern) else "Relationship"
                if isinstance(step, RelPattern) and step.length is not None:
                    wanted = "List<Relationship>"
                scope = self._bound(step, step.name, wanted, scope, new)
        if path.name is not None:
            self._new(path, path.name, scope)
            scope[path.name] = "Path"
        if path.shortest:
            self._short(path)
        return scope

    def _bound(self, step: Tree, name: str, wanted: str, scope: dict[str, str], new: bool) -> dict[str, str]:
        if name not in scope:
            if not new:
                self.fail(
                    step, f"Variable {name!r} is not defined; expected one that is. Write EXISTS {{ … }} to have it"
                )
            scope[name] = wanted
            return scope
        found = scope[name]
        if not (fits(base(found), base(wanted)) and element(found) in ("Any", element(wanted))):
            self.fail(step, f"Variable {name!r} is a {found}; expected a {wanted}. Write another name")
        return scope

    def _group(self, group: Group, scope: dict[str, str]) -> dict[str, str]:
        inner = self._bind(group.path, {}, new=True)
        for name in inner:
            self._new(group, name, scope)
        self._inside(group.path, {**scope, **inner})
        if group.where is not None:
            self.truth(group.where, {**scope, **inner})
        if all(isinstance(step, NodePattern) for step in group.path.steps):
            self.fail(group, "a group without a relationship; expected one such as ((a)-->(b)){1,3}")
        return {**scope, **{name: f"List<{found}>" for name, found in inner.items()}}

    def _short(self, path: Path) -> None:
        what = path.steps[1] if len(path.steps) == 3 else None
        if not isinstance(what, RelPattern):
            self.fail(path, "shortestPath of more than one relationship; expected shortestPath((a)-[*]-(b))")
        if what.length is not None and what.length[0] > 1:
            self.fail(what, "shortestPath of a least length; expected * or *..n. Write WHERE length(p) >= n")

    def _inside(self, path: Path, scope: Scope) -> None:
        """Check the properties and conditions that stand in a path."""
        for step in path.steps:
            if isinstance(step, Group):
                continue
            if step.properties is not None:
                self.no_aggregates(step.properties, "a pattern")
                self.of(step.properties, scope)
            if step.where is not None:
                held = {step.name: "Relationship"} if isinstance(step, RelPattern) and step.name else {}
                self.truth(step.where, {**scope, **held})

    # -- CALL -------------------------------------------------------------------------------------------------------

    def _procedure(self, clause: Procedure, scope: dict[str, str], alone: bool) -> dict[str, str]:
        procedure = PROCEDURES.get(clause.name.lower())
        if procedure is None:
            message = (
                "this procedure belongs to a Neo4j server; use aigraph cypher --neo4j, or aigraph search for names"
            )
            self.fail(clause, f"Unknown procedure {clause.name}{did_you_mean(clause.name, PROCEDURES)}: {message}")
        if clause.arguments:
            self.fail(clause, f"{clause.name}(…) of {len(clause.arguments)} values; expected none")
        if not alone and clause.yields is None:
            self.fail(clause, f"CALL in a query says what it gives. Write YIELD {procedure.column}")
        if not alone and clause.arguments is None:
            self.fail(clause, f"CALL in a query has parentheses. Write {clause.name}()")
        for column, name in clause.yields or ():
            if column not in (procedure.column, "*") or (column == "*" and not alone):
                self.fail(clause, f"{clause.name} gives no {column!r}; expected {procedure.column}")
            self._new(clause, name, scope)
        inner = {**scope, **dict.fromkeys(procedure.columns(clause), "String")}
        if clause.where is not None:
            self.truth(clause.where, inner)
        return inner

    def _call_subquery(self, clause: SubqueryClause, scope: dict[str, str]) -> dict[str, str]:
        for name in clause.scope or ():
            if name != "*" and name not in scope:
                self.fail(clause, f"Variable {name!r} is not defined; expected one that is{did_you_mean(name, scope)}")
        if clause.scope is None:
            given = [self._imported(part, scope) for part in clause.query.parts]
            found = [self._single(p, g, "CALL") for p, g in zip(clause.query.parts, given, strict=True)]
            columns = self.query_columns(clause, found)
        else:
            held = dict(scope) if "*" in clause.scope else {name: scope[name] for name in clause.scope}
            columns = self.query_scope(clause.query, held, kind="CALL")
        for name in columns:
            self._new(clause, name, scope)
        return {**scope, **columns}

    def query_columns(self, clause: SubqueryClause, found: list[dict[str, str]]) -> dict[str, str]:
        """Return the columns of the parts of a subquery, which have to be the same."""
        if any(set(columns) != set(found[0]) for columns in found):
            self.fail(clause, "UNION of different columns; expected the same")
        return found[0]

    def _imported(self, part: Single, scope: Scope) -> Scope:
        """Return what the WITH at the start of a subquery hands over."""
        first = part.clauses[0]
        if not isinstance(first, Projection) or first.kind != "WITH":
            return {}
        plain = all(isinstance(item.value, Variable) and item.value.name == item.name for item in first.items)
        if first.star and not first.items:
            return scope
        mentioned = {item.name for item in walk(first) if isinstance(item, Variable)}
        if not mentioned & scope.keys():
            return {}
        if not plain or first.order or first.skip or first.limit or first.where or first.distinct:
            self.fail(
                first, "the first WITH of a subquery only names variables. Write WITH x, and what follows in another"
            )
        return scope

    def subquery(self, query: Query, scope: Scope, kind: str) -> None:
        """Check what stands in the braces of EXISTS, COUNT and COLLECT."""
        for part in query.parts:
            for clause in part.clauses:
                names = [clause.name] if isinstance(clause, Unwind) else []
                if isinstance(clause, Projection) and clause.kind == "WITH":
                    names = [item.name for item in clause.items if not isinstance(item.value, Variable)]
                for name in names:
                    self._new(clause, name, scope)
        columns = self.query_scope(query, scope, kind=kind)
        if kind == "COLLECT" and len(columns) != 1:
            self.fail(query, f"COLLECT {{ … }} of {len(columns)} columns; expected RETURN of one")
