"""What falls due as a calendar: one all-day event a claim, as RFC 5545 has it.

Source: https://www.rfc-editor.org/rfc/rfc5545
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from aigraph.model import Claim, Date, Graph
from aigraph.namespaces import claim_node
from aigraph.when.statements import publications
from aigraph.words.sentences import Wording

__all__ = ["calendar"]

_WIDEST = 75


def calendar(claims: Iterable[Claim], graph: Graph, wording: Wording) -> str:
    """Return the claims that have a day as a calendar, on the last day by which each is due.

    Each event keeps its UID, the claim's IRI, so that a calendar read again updates; its stamp is when the claim's
    source was published, so that the same claims are the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//aigraph//claims//EN", "CALSCALE:GREGORIAN"]
    dates = publications(graph.sources)
    for claim in claims:
        lines += _event(claim, _stamp(claim, dates), wording)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(claim: Claim, stamp: str, wording: Wording) -> Iterator[str]:
    day = claim.due_day
    if day is None:
        return
    first = datetime.date.fromisoformat(day)
    said = [wording.several(map(wording.name, claim.held_by)), claim.criterion, claim.judge, wording.became(claim)]
    yield "BEGIN:VEVENT"
    yield f"UID:{wording.iris.of(claim_node(claim.id))}"
    yield f"DTSTAMP:{stamp}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day.replace('-', '')}"
    if first < datetime.date.max:
        after = first + datetime.timedelta(1)
        yield f"DTEND;VALUE=DATE:{after.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_escaped(wording.text(claim))}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(filter(None, said)))}"
    yield f"STATUS:{'CONFIRMED' if claim.outcomes else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(claim: Claim, dates: Mapping[str, Date | None]) -> str:
    said = (dates.get(item.source) for item in claim.evidence)
    days = [day for date in said if date and (day := date.latest or date.earliest)]
    return (min(days) if days else "1970-01-01").replace("-", "")


def _escaped(text: str) -> str:
    r"""Return a text as a calendar holds it.

    >>> print(_escaped("one, two; three\nC:\\"))
    one\, two\; three\nC:\\
    """
    text = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, no character cut, all but the first after a space."""
    part, size = "", 0
    for character in line:
        width = len(character.encode(errors="surrogatepass"))
        if size + width > _WIDEST:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
