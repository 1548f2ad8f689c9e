"""Time zones, by name and by offset.

The names are those of the package `tzdata`, and not of the system: the years before 1970 differ between systems.
"""

import datetime
import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from aigraph.cypher.faults import Fault
from aigraph.cypher.temporal.moment import DAY, EPOCH, SECOND, Moment

__all__ = ["at_instant", "in_zone", "load", "offset_of", "zoned"]

_OFFSET = re.compile(r"([+-])(\d\d)(?::?(\d\d))?(?::?(\d\d))?")
_GREENWICH = {"Z", "z", "UTC", "GMT"}


def load() -> None:
    """Read every zone, for a process that is to open no file later."""
    folder = files("tzdata")
    for name in folder.joinpath("zones").read_text(encoding="utf-8").split():
        _LOADED[name] = folder.joinpath("zoneinfo", name).read_bytes()


_LOADED: dict[str, bytes] = {}


@cache
def _zone(name: str) -> ZoneInfo:
    held = _LOADED.get(name) or files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    return ZoneInfo.from_file(BytesIO(held), key=name)


def offset_of(text: str) -> int | None:
    """Return the seconds of `+01:00`, `+0100`, `+01`, `Z`; None where the text is none of these."""
    if text in ("Z", "z"):
        return 0
    if not (found := _OFFSET.fullmatch(text)):
        return None
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60 + int(found[4] or 0)
    if seconds > 18 * 3600:
        raise Fault(f"{text!r} is no offset of a zone; expected one between -18:00 and +18:00")
    return -seconds if found[1] == "-" else seconds


def zoned(day: int, nanos: int, zone: str, offset: int | None = None) -> Moment:
    """Return a local date and time in a zone: after a gap where it is in one, the first time where there are two.

    Args:
        day: the local day.
        nanos: the local time.
        zone: its name or offset.
        offset: the one of two times to take, where the clock shows it twice.
    """
    fixed = offset_of(zone)
    if fixed is not None:
        return Moment(day, nanos, fixed)
    early, late = _offset(zone, day, nanos, 0), _offset(zone, day, nanos, 1)
    if offset is not None and offset == late:
        return Moment(day, nanos, late, _name(zone))
    if late > early:  # in a gap: the clock went forward
        shifted = day * DAY + nanos + (late - early) * SECOND
        return Moment(shifted // DAY, shifted % DAY, late, _name(zone))
    return Moment(day, nanos, early, _name(zone))


def at_instant(instant: int, zone: str) -> Moment:
    """Return the local date and time in a zone at nanoseconds since 1970."""
    offset = offset_of(zone)
    named = None if offset is not None else _name(zone)
    if offset is None:
        days, rest = divmod(instant, DAY)
        held = min(max(days + EPOCH, 2), 3_652_057)
        moment = datetime.datetime.fromordinal(held) + datetime.timedelta(seconds=rest // SECOND)
        there = moment.replace(tzinfo=datetime.UTC).astimezone(_known(zone)).utcoffset()
        offset = int(there.total_seconds()) if there is not None else 0
    local = instant + offset * SECOND
    return Moment(local // DAY, local % DAY, offset, named)


def in_zone(moment: Moment, zone: str) -> Moment:
    """Return the same instant in another zone."""
    if moment.day is not None:
        return at_instant(moment.instant, zone)
    offset = offset_of(zone)
    if offset is None:
        offset = at_instant(0, zone).offset or 0
    return Moment(None, (moment.instant + offset * SECOND) % DAY, offset)


def _offset(zone: str, day: int, nanos: int, fold: int) -> int:
    held = min(max(day + EPOCH, 2), 3_652_057)
    local = datetime.datetime.fromordinal(held) + datetime.timedelta(seconds=nanos // SECOND)
    found = local.replace(tzinfo=_known(zone), fold=fold).utcoffset()
    return int(found.total_seconds()) if found is not None else 0


def _known(zone: str) -> ZoneInfo:
    name = _name(zone)
    try:
        return _zone(name)
    except (ValueError, OSError):
        raise Fault(f"{zone!r} is no time zone; expected one such as 'Europe/Stockholm' or '+01:00'") from None


def _name(zone: str) -> str:
    return "/".join("_".join(p.title() if p.islower() else p for p in part.split("_")) for part in zone.split("/"))
