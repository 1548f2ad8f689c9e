"""The services that tests lean on: a browser that shows Chinese, a Neo4j server that answers."""

from typing import Any

import pytest


@pytest.mark.browser
def test_the_browser_runs_scripts_and_has_a_chinese_font(browser: Any) -> None:
    page = browser.new_page()
    # A glyph that no font has is drawn as the same box as any other such glyph.
    page.set_content("<canvas></canvas>")
    same = page.evaluate(
        """() => {
            const draw = (text) => {
                const canvas = document.createElement("canvas");
                const pen = canvas.getContext("2d");
                pen.font = "40px sans-serif";
                pen.fillText(text, 10, 50);
                return canvas.toDataURL();
            };
            return draw("模") === draw("型");
        }"""
    )
    page.close()
    assert not same, "no Chinese font: run tools/services.sh browser"


@pytest.mark.neo4j
def test_the_neo4j_server_answers(neo4j_server: Any) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        assert driver.execute_query("RETURN $text AS text", text="奥特曼").records[0]["text"] == "奥特曼"
