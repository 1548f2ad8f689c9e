"""What `benchmarks/scale.py` compares: a floor makes what its step makes, else it is none."""

from typing import Any

import networkx
import scale


def test_the_floor_of_the_projection_makes_the_same_nodes_and_edges() -> None:
    made: list[Any] = [scale.projection(50)(), scale.projection_floor(50)()]
    ours, floor = ([sorted(items, key=lambda item: item.id) for items in each] for each in made)
    assert ours == floor
    assert any(item.properties["speaker"] == [] for item in floor[1])
    lists = {id(item.properties["sources"]) for each in (ours, floor) for item in each[1]}
    assert len(lists) == 100  # nobody hands out what is there already


def test_the_floor_of_networkx_makes_the_same_graph() -> None:
    ours: Any = scale.networkx(50)()
    floor: Any = scale.networkx_floor(50)()
    assert networkx.utils.graphs_equal(ours, floor)
    assert ours.number_of_edges() == 50
