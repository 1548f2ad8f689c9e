"""The types of loops over lists, of patterns and of subqueries."""

from typing import Any

from aigraph.cypher.check.types import Scope, Types, element
from aigraph.cypher.tree import (
    Comprehension,
    MapProjection,
    PatternComprehension,
    PatternExpression,
    Quantifier,
    Query,
    Reduce,
    Subquery,
)

__all__ = ["Loops"]


class Loops(Types):
    """Tells the type of what has a scope of its own."""

    def subquery(self, query: Query, scope: Scope, kind: str) -> None:
        """Check what stands in the braces of EXISTS, COUNT and COLLECT."""
        raise NotImplementedError

    # -- loops ------------------------------------------------------------------------------------------------------

    def _inner(self, tree: Any, scope: Scope, what: str) -> dict[str, str]:
        return {**scope, tree.name: element(self.need(tree.of, scope, "List", what))}

    def _comprehension(self, tree: Comprehension, scope: Scope) -> str:
        inner = self._inner(tree, scope, "a list comprehension")
        if tree.where is not None:
            self.truth(tree.where, inner)
        found = self.of(tree.result, inner) if tree.result is not None else inner[tree.name]
        return "List" if found in ("Any", "Null") else f"List<{found}>"

    def _quantifier(self, tree: Quantifier, scope: Scope) -> str:
        return self.truth(tree.where, self._inner(tree, scope, f"{tree.kind}(…)"))

    def _reduce(self, tree: Reduce, scope: Scope) -> str:
        self.of(tree.start, scope)
        self.of(tree.result, {**self._inner(tree, scope, "reduce(…)"), tree.total: "Any"})
        return "Any"

    def _mapprojection(self, tree: MapProjection, scope: Scope) -> str:
        self.need(tree.of, scope, "Node|Relationship|Map", "{…}")
        for _, item in tree.items:
            if not isinstance(item, str):
                self.of(item, scope)
        return "Map"

    # -- patterns and subqueries ------------------------------------------------------------------------------------

    def _patternexpression(self, tree: PatternExpression, scope: Scope) -> str:
        if tree.path.shortest:
            self.path(tree.path, scope, new=False)
            return "Path"
        return self.fail(
            tree, "a pattern stands where a value is due; it is a condition. Write EXISTS { … } or COUNT { … }"
        )

    def _patterncomprehension(self, tree: PatternComprehension, scope: Scope) -> str:
        inner = self.path(tree.path, scope, new=True)
        if tree.where is not None:
            self.truth(tree.where, inner)
        found = self.of(tree.result, inner)
        return "List" if found in ("Any", "Null") else f"List<{found}>"

    def _subquery(self, tree: Subquery, scope: Scope) -> str:
        self.subquery(tree.query, scope, tree.kind)
        return {"EXISTS": "Boolean", "COUNT": "Integer"}.get(tree.kind, "List")
