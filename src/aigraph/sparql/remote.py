"""Any SPARQL 1.1 server, asked over HTTP; with the parameters, prefixes, errors and tables of our own engine.

Source: https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-results-json/
"""

import json
import re
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from aigraph.errors import QueryError, ServiceError
from aigraph.namespaces import PREFIXES, RDF, XSD
from aigraph.sparql.endpoint import Endpoint
from aigraph.sparql.parameters import bind, terms
from aigraph.sparql.query import Query
from aigraph.sparql.values import Packed, written

__all__ = ["RemoteEndpoint"]

_ACCEPT = {True: "application/sparql-results+json", False: "application/n-triples"}
#: Letters of a server's own message that an error quotes.
_TOLD = 300


class RemoteEndpoint(Endpoint):
    """Answers queries by asking a server; what its default graph holds is the server's to say.

    Our own engine takes all graphs as one: ask Fuseki for that with `tdb2:unionDefaultGraph`, Oxigraph with
    `--union-default-graph`, or name graphs by FROM. Nothing is sent before the first query.

    >>> RemoteEndpoint("host:3030/ai")
    Traceback (most recent call last):
    aigraph.errors.ServiceError: host:3030/ai: it is no address of a server; expected http:// or https://. Correct it
    """

    def __init__(self, url: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
        """Remember the address that queries are posted to.

        Raises:
            ServiceError: it is none of HTTP.
        """
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise ServiceError(f"{url}: it is no address of a server; expected http:// or https://. Correct it")
        self.url, self._prefixes = url, prefixes

    def start(self) -> None:
        """There is nothing to start."""

    def close(self) -> None:
        """There is nothing to close."""

    def _reply(
        self, query: Query, parameters: Mapping[str, object] | None, timeout: float | None, tentative: bool
    ) -> bool | dict[str, Any]:
        if tentative:
            raise QueryError(f"{self.url}: a server has no tentative graph; expected a query of what it holds")
        query.refuse()
        given = terms(query, parameters)
        text = bind(query, {name: None if term is None else written(term) for name, term in given.items()})
        text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in self._prefixes.items()) + text
        table = query.form in ("SELECT", "ASK")
        answer = self._asked(text, _ACCEPT[table], timeout)
        if not table:
            return {"triples": [line for line in answer.splitlines() if line and not line.startswith("#")], "notes": ()}
        return self._results(answer)

    def _asked(self, text: str, accept: str, timeout: float | None) -> str:
        """Return the body of the server's answer."""
        body = urlencode({"query": text}).encode()
        request = Request(self.url, body, {"Accept": accept, "User-Agent": "aigraph"})
        try:
            with urlopen(request, timeout=timeout) as answer:
                found: bytes = answer.read()
            return found.decode()
        except HTTPError as err:
            told = re.sub(r"(<[^>]*>|\s)+", " ", err.read().decode(errors="replace")).strip()[:_TOLD]
            said = f"{self.url}: the server answers {err.code} {err.reason}{': ' if told else ''}{told}"
            if err.code == 400:
                raise QueryError(f"{said}. Correct the query") from err
            raise ServiceError(f"{said}; expected an answer. See whether the address takes queries") from err
        except TimeoutError as err:
            raise QueryError(f"{self.url}: no answer within {timeout:g} s. Ask for less, or raise the timeout") from err
        except URLError as err:
            if isinstance(err.reason, TimeoutError):
                raise QueryError(f"{self.url}: no answer within {timeout:g} s. Ask for less, or raise it") from err
            raise ServiceError(f"{self.url}: cannot be reached: {err.reason}. See whether the server runs") from err
        except (OSError, HTTPException, UnicodeDecodeError) as err:
            raise ServiceError(f"{self.url}: the answer breaks off: {err}. Ask again") from err

    def _results(self, answer: str) -> bool | dict[str, Any]:
        """Return what a document of SPARQL results says."""
        try:
            found = json.loads(answer)
            if "boolean" in found:
                return bool(found["boolean"])
            columns = list(found["head"]["vars"])
            rows = [[_packed(row.get(name)) for name in columns] for row in found["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError) as err:
            wanted = "expected SPARQL results in JSON. See whether the address takes queries"
            raise ServiceError(f"{self.url}: the answer begins {answer[:60]!r}; {wanted}") from err
        return {"columns": columns, "rows": rows, "notes": ()}


def _packed(term: Mapping[str, str] | None) -> Packed | None:
    if term is None:
        return None
    text, kind = term["value"], term["type"]
    if kind == "uri":
        return ["iri", text]
    if kind == "bnode":
        return ["blank", f"_:{text}"]
    language = term.get("xml:lang", "")
    plain = RDF + "langString" if language else XSD + "string"
    return ["literal", text, language, term.get("datatype", plain)]
