"""The functions of Cypher by name: of `texts`, `maths`, `lists`, `conversion`, of `graphs`, and `aggregates`."""

from aigraph.cypher.functions.conversion import CONVERSION
from aigraph.cypher.functions.function import Function
from aigraph.cypher.functions.graphs import GRAPHS
from aigraph.cypher.functions.lists import LISTS
from aigraph.cypher.functions.maths import MATHS
from aigraph.cypher.functions.texts import TEXTS
from aigraph.cypher.temporal.functions import FUNCTIONS as TEMPORAL

__all__ = ["FUNCTIONS", "Function"]


_MOMENT = "Date|Time|LocalTime|DateTime|LocalDateTime"


def _temporal_types(name: str, most: int) -> tuple[str, ...]:
    """Return the types that a function of dates and times takes."""
    if name.endswith(".truncate"):
        return "String", _MOMENT, "Map"
    if name in ("duration.between", "duration.inmonths", "duration.indays", "duration.inseconds"):
        return _MOMENT, _MOMENT
    if "epoch" in name:
        return ("Integer",) * most
    return (f"{_MOMENT}|String|Map|Duration",) * most


def _temporal_result(name: str) -> str:
    kinds = {
        "date": "Date", "localtime": "LocalTime", "time": "Time", "localdatetime": "LocalDateTime",
        "datetime": "DateTime", "duration": "Duration", "timestamp": "Integer",
    }  # fmt: skip
    return kinds[name.split(".", maxsplit=1)[0]]


#: Name in small letters → the function.
FUNCTIONS: dict[str, Function] = {
    **TEXTS,
    **MATHS,
    **LISTS,
    **CONVERSION,
    **GRAPHS,
    **{
        name: Function(run, _temporal_types(name, most), least, _temporal_result(name), nulls=True)
        for name, (run, least, most) in TEMPORAL.items()
    },
}
