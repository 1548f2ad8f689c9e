"""The page as text: one file, a strict policy, scripts that are typed, kept and shut nobody out."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from math import dist

import pytest
from pages import Opener
from support import HOSTILE, ROOT, require

from aigraph.hues import theme
from aigraph.page.document import SCRIPTS, STYLES, as_json
from aigraph.page.network import AIGraphNetwork
from aigraph.words.interface import LANGUAGES, interface


def test_every_static_file_is_put_together() -> None:
    static = ROOT / "src" / "aigraph" / "page" / "static"
    assert {p.name for p in static.iterdir()} == {*SCRIPTS, *STYLES, "template.html"}


def test_no_two_scripts_declare_one_name() -> None:
    """They share one scope, where the later of two functions of a name wins without a word."""
    static = ROOT / "src" / "aigraph" / "page" / "static"
    declared = r"^(?:async )?(?:function\*?|const|let|class) (\w+)"
    names = Counter(
        name for script in SCRIPTS for name in re.findall(declared, (static / script).read_text(encoding="utf-8"), re.M)
    )
    assert names and [name for name, count in names.items() if count > 1] == []


def test_every_word_is_there_in_both_languages() -> None:
    for section, words in interface().items():
        for key, texts in words.items():
            assert list(texts) == list(LANGUAGES), f"{section}.{key}"
            holes = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
            assert holes[0] == holes[1] or section == "tense", f"{section}.{key}"  # forms of a verb differ
            assert all(texts.values()) or key in ("from", "list"), f"{section}.{key}"


def test_every_word_the_scripts_ask_for_is_there() -> None:
    there = interface()["page"].keys() | interface()["line"].keys()
    static = ROOT / "src" / "aigraph" / "page" / "static"
    asked = {
        key for name in SCRIPTS for key in re.findall(r'\bt\("(\w+)"', (static / name).read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= there


#: How the colour-blind see linear RGB. Source: https://doi.org/10.1109/TVCG.2009.113 (Machado, Oliveira, Fernandes)
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as somebody sees it."""
    raw = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in raw]
    r, g, b = (max(0.0, sum(a * v for a, v in zip(row, linear, strict=True))) for row in SIGHT[sight])
    xyz = (
        0.4339 * r + 0.3762 * g + 0.1899 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0177 * r + 0.1095 * g + 0.8730 * b,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
def test_the_colour_blind_tell_the_hues_apart(sight: str) -> None:
    text = (ROOT / "src" / "aigraph" / "page" / "static" / "theme.js").read_text(encoding="utf-8")
    for hues in re.findall(r"hues: \{(.*?)\}", text):
        colours = [seen(colour, sight) for colour in re.findall("#[0-9a-f]{6}", hues)]
        assert len(colours) == 8
        pairs = [(one, other) for at, one in enumerate(colours) for other in colours[at + 1 :]]
        assert min(dist(one, other) for one, other in pairs) > 20


def contrast(one: str, other: str) -> float:
    """Return how two colours stand out. Source: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "selector"), [("light", ":root"), ("dark", ':root[data-theme="dark"]')])
def test_the_sheet_and_the_site_have_the_colours_of_the_theme(scheme: str, selector: str) -> None:
    """What style sheets have to repeat is what `theme.json` says; the site takes it from there."""
    look = theme()[scheme]
    text = (ROOT / "src/aigraph/page/static/page.css").read_text(encoding="utf-8")
    block = text[text.index(f"\n{selector} {{") :].partition("}")[0]
    found = dict(re.findall(r"--(\w+): (#\w+);", block))
    assert found == {name: look[name] for name in found if name != "mark"} | {"mark": look["lines"]["planned"]}
    assert not re.search("#[0-9a-f]{6}", (ROOT / "docs/site/conf.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_stand_out_and_the_editors_are_told_from_what_was_derived(scheme: str) -> None:
    look, strokes = theme()[scheme], theme()["strokes"]
    assert contrast(look["lines"]["settled"], look["paper"]) >= 4.5
    for line, colour in look["lines"].items():
        assert contrast(colour, look["paper"]) >= 3, line
    for part in ("lines", "strokes"):
        found = [
            look["lines"][x] if part == "lines" else strokes[x].get("head") for x in ("settled", "editors", "derived")
        ]
        assert len(set(found)) == 3, part


def test_json_cannot_leave_its_element() -> None:
    text = as_json({"a": "</script><!--\u2028\u2029&", "b": HOSTILE})
    assert not re.search("[<\u2028\u2029]", text)
    assert json.loads(text)["b"] == HOSTILE


def test_the_page_is_one_file_with_a_strict_policy(html: str) -> None:
    policy = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "connect-src" not in policy
    for tag in ("<script src", '<link rel="stylesheet', "@import", "url(http"):
        assert tag not in html


@pytest.mark.slow
def test_the_page_is_the_same_in_every_process(network: AIGraphNetwork) -> None:
    code = (
        "import hashlib, aigraph, sys; g = aigraph.load(sys.argv[1]);"
        "print(hashlib.sha256(g.to_pyvis().generate_html().encode()).hexdigest())"
    )
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        folders = [str(ROOT)]
        run = subprocess.run([sys.executable, "-c", code, *folders], env=environment, capture_output=True, check=True)
        found.add(run.stdout)
    assert len(found) == 1


@pytest.mark.browser
def test_the_scripts_are_well_typed() -> None:
    tsc = ROOT / "tests" / "js" / "node_modules" / ".bin" / "tsc"
    require(tsc.exists(), "no TypeScript: run npm ci --prefix tests/js")
    run = subprocess.run(
        [str(tsc), "--project", str(ROOT / "tests" / "js")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.browser
def test_the_scripts_are_well_kept() -> None:
    scripts = ROOT / "tests" / "js"
    eslint = scripts / "node_modules" / ".bin" / "eslint"
    require(eslint.exists(), "no ESLint: run npm ci --prefix tests/js")
    command = [str(eslint), "--config", str(scripts / "eslint.config.mjs"), "src/aigraph/page"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.browser
@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#at=n:openai",
        "#part=ten-judgements/j2",
        "#view=the-ledger&at=c:gpt-6-by-2026",
        "#view=who-came-from-which-lab",
        "#list=1",
        "#at=n:nope&off=line:rumoured",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_shuts_anybody_out(open_page: Opener, html: str, fragment: str, scheme: str) -> None:
    axe = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
    require(axe.exists(), "no axe-core: run npm ci --prefix tests/js")
    found = open_page(html, fragment, color_scheme=scheme, bypass_csp=True)
    found.page.evaluate(axe.read_text(encoding="utf-8"))
    result = found.page.evaluate("axe.run(document, { rules: { 'target-size': { enabled: true } } })")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in result["violations"]] == []
