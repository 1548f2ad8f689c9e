"""RDF files: sorted, written into a stream, and read back by rdflib as the quads they were made of, or refused."""

import io

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from aigraph.errors import ExportError
from aigraph.rdf.files import RDF_FORMATS, write_rdf

SUBJECT, PREDICATE = NamedNode("http://example.org/s"), NamedNode("http://example.org/ns#p")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def written(quads: list[Quad], format_: str) -> bytes:
    stream = io.BytesIO()
    write_rdf(quads, stream, format_)
    return stream.getvalue()


def said(text: str, predicate: NamedNode = PREDICATE) -> list[Quad]:
    return [Quad(SUBJECT, predicate, Literal(text))]


@settings(deadline=None)
@given(TEXT, st.sampled_from(list(RDF_FORMATS)))
def test_every_text_is_read_back_or_refused(text: str, format_: str) -> None:
    quads = said(text)
    try:
        data = written(quads, format_)
    except ExportError as err:
        assert format_ == "rdfxml"
        assert "which XML" in str(err) or "expected one that XML holds" in str(err)
        return
    extension = RdfFormat.from_extension(RDF_FORMATS[format_][0])
    read = [Quad(*tuple(quad)) for quad in parse(input=data, format=extension)]
    assert read == quads
    if format_ == "rdfxml":
        (found,) = rdflib.Graph().parse(data=data, format="xml").objects()
        assert str(found) == text


@pytest.mark.parametrize("text", ["a\rb", "\r\n", "\r\r\n", "tab\t", " <&>\"' ]]> "])
def test_rdf_xml_keeps_line_ends(text: str) -> None:
    data = written(said(text), "rdfxml")
    assert b"\r" not in data
    (found,) = rdflib.Graph().parse(data=data, format="xml").objects()
    assert str(found) == text


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_rdf_xml_refuses_what_xml_cannot_hold_and_names_the_quad(bad: str) -> None:
    with pytest.raises(ExportError) as caught:
        written(said(f"ab{bad}"), "rdfxml")
    message = str(caught.value)
    assert "<http://example.org/s> <http://example.org/ns#p>" in message
    assert f"has the character U+{ord(bad):04X} at 2; expected one that XML holds" in message
    assert message.isprintable()
    assert written(said(f"ab{bad}"), "ntriples")


@pytest.mark.parametrize(
    "iri", ["http://example.org/123", "http://example.org/", "http://example.org/a?x=(y)", "urn:1"]
)
def test_rdf_xml_refuses_a_predicate_that_names_no_element(iri: str) -> None:
    with pytest.raises(ExportError, match="expected a letter and what may follow one"):
        written(said("x", NamedNode(iri)), "rdfxml")


@pytest.mark.parametrize("name", ["1st", "é", "a.b-c_d", "名字", "p\u00b7q"])
def test_rdf_xml_takes_every_name(name: str) -> None:
    data = written(said("x", NamedNode(f"http://example.org/{name}")), "rdfxml")
    ((_, predicate, _),) = rdflib.Graph().parse(data=data, format="xml")
    assert str(predicate) == f"http://example.org/{name}"


@pytest.mark.parametrize("format_", RDF_FORMATS)
def test_the_order_of_quads_makes_no_difference(format_: str) -> None:
    quads = [
        Quad(subject, NamedNode(f"http://example.org/ns#{name}"), value)
        for subject in (SUBJECT, BlankNode("b"), NamedNode("http://example.org/a"))
        for name in ("q", "p")
        for value in (Literal("x"), Literal("é", language="fr"), Literal("1", datatype=NamedNode("urn:t")), SUBJECT)
    ]
    assert written(quads, format_) == written(quads[::-1], format_)
    assert written(quads, format_) == written(quads * 2, format_) or RDF_FORMATS[format_][1]


def test_prefixes_are_sorted() -> None:
    lines = [line for line in written(said("x"), "ttl").decode().splitlines() if line.startswith("@prefix")]
    assert lines == sorted(lines)
    assert len(lines) > 5


def test_a_stream_that_takes_no_more_raises_what_it_raised() -> None:
    with pytest.raises(OSError, match="No space left"), open("/dev/full", "wb", buffering=0) as full:
        write_rdf(said("x" * 100_000), full, "nquads")


def test_a_merge_of_graphs_has_each_triple_once() -> None:
    quads = [*said("x"), Quad(SUBJECT, PREDICATE, Literal("x"), NamedNode("urn:g"))]
    read = list(parse(input=written(quads, "ttl"), format=RdfFormat.TURTLE))
    assert [Triple(q.subject, q.predicate, q.object) for q in read] == [Triple(SUBJECT, PREDICATE, Literal("x"))]
