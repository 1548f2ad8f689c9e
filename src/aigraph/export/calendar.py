"""What falls due as a calendar: one all-day event a claim, as RFC 5545 has it.

Source: https://www.rfc-editor.org/rfc/rfc5545
"""

import datetime
import re
from collections.abc import Iterable, Iterator

from aigraph.model import Claim, Graph
from aigraph.namespaces import claim_node
from aigraph.when.statements import published
from aigraph.words.sentences import Wording

__all__ = ["calendar"]

_WIDEST = 75


def calendar(claims: Iterable[Claim], graph: Graph, wording: Wording) -> str:
    """Return the claims that have a day as a calendar, on the last day by which each is due.

    Each event keeps its UID, the claim's IRI, so that a calendar read again updates; its stamp is when the claim's
    source was published, so that the same claims are the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//aigraph//claims//EN", "CALSCALE:GREGORIAN"]
    for claim in claims:
        lines += _event(claim, graph, wording)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(claim: Claim, graph: Graph, wording: Wording) -> Iterator[str]:
    day = (claim.due.latest or claim.due.earliest) if claim.due else None
    if day is None:
        return
    first = datetime.date.fromisoformat(day)
    text = claim.text.get(wording.language) or claim.text.get("en", "")
    said = [wording.several(map(wording.name, claim.held_by)), claim.criterion, claim.judge, wording.became(claim)]
    yield "BEGIN:VEVENT"
    yield f"UID:{graph.iris.of(claim_node(claim.id))}"
    yield f"DTSTAMP:{_stamp(claim, graph)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    if first < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{first + datetime.timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(text)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(filter(None, said)))}"
    yield f"STATUS:{'CONFIRMED' if claim.outcomes else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(claim: Claim, graph: Graph) -> str:
    sources = {source.id: source for source in graph.sources}
    dates = (published(sources[item.source], sources) for item in claim.evidence if item.source in sources)
    days = [day for date in dates if date and (day := date.latest or date.earliest)]
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
