"""Random SPARQL queries: `Endpoint` and rdflib give the same, but for what is known of rdflib (docs/sparql.md)."""

from pathlib import Path

import pytest
from differential_sparql import Comparison, Engines, shrunk
from random_sparql import rdflib_errs, smaller, some_query

COUNT = 150


@pytest.mark.slow
def test_random_queries(tmp_path: Path) -> None:
    engines = Engines(tmp_path)
    comparison = Comparison(engines, decide=False)
    differing = [str(query) for _, _, query in comparison.run(range(COUNT))]
    engines.close()
    assert differing == []
    assert comparison.counts["same"] > COUNT / 2


def test_a_query_is_made_as_small_as_what_matters() -> None:
    query = next(some_query(seed) for seed in range(100) if "MINUS" in str(some_query(seed)))
    least = shrunk(query, lambda less: "MINUS" in str(less))
    assert "MINUS" in str(least)
    assert not any("MINUS" in str(less) for less in smaller(least) if len(str(less)) < len(str(least)))


def test_the_queries_of_a_seed_are_always_the_same() -> None:
    assert str(some_query(7)) == str(some_query(7))
    assert len({str(some_query(seed)) for seed in range(200)}) > 190
    assert sum(not rdflib_errs(some_query(seed)) for seed in range(200)) > 80
