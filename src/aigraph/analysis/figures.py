"""How figures look: sizes of a paper's columns, colours that differ in grey too, fonts that have the characters."""

import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.errors import not_installed
from aigraph.hues import HUES
from aigraph.terminal import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "COLUMN",
    "INKS",
    "PAGE",
    "RIM",
    "SETTLED",
    "TENTATIVE",
    "new_axes",
    "pairs",
    "save",
    "styled",
    "whole_numbers",
]

#: The width of one column of a paper with two, and of its page, in inches.
COLUMN, PAGE = 3.5, 7.2
#: The fill of what is settled and of what is not: dark and plain, light and hatched.
SETTLED: dict[str, Any] = {"facecolor": HUES["blue"], "edgecolor": HUES["blue"]}
TENTATIVE: dict[str, Any] = {"facecolor": HUES["gold"], "edgecolor": "#333333", "hatch": "////", "linewidth": 0.5}
#: The rim of marks, which lie over lines.
RIM: dict[str, Any] = {"edgecolors": "black", "linewidths": 0.4, "zorder": 2}
#: Colours and marks that are told apart together, by number.
INKS = tuple(zip(("blue", "gold", "green", "red", "teal", "orange", "purple", "grey"), "osD^vP*X", strict=True))
#: Fonts with Chinese, Japanese and Korean characters that systems come with; the first is preferred.
_FONTS: tuple[str, ...] = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK JP",
)
_FONTS += ("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "SimHei", "Hiragino Sans GB", "Arial Unicode MS")
#: The first character that the fonts of matplotlib do not have.
_EAST = "\u2e80"
_LOOK = {
    "font.size": 8,
    "axes.titlesize": 8.5,
    "axes.titleweight": "bold",
    "axes.labelsize": 8,
    "legend.fontsize": 7,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "figure.dpi": 150,
    "savefig.dpi": 300,
}


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ImportError as err:
        raise not_installed("a figure", "matplotlib", "plot") from err
    return matplotlib


@contextmanager
def styled(texts: Iterable[str]) -> Iterator[None]:
    """Draw in the look of our figures, in a font that has the characters of the texts."""
    matplotlib = _matplotlib()
    from matplotlib import pyplot

    pyplot.draw_if_interactive()  # type: ignore[no-untyped-call] # loads what draws, whose own settings would be lost within
    more = eastern_font(frozenset(c for text in texts for c in text if c >= _EAST))
    with matplotlib.rc_context({**_LOOK, "font.family": [*matplotlib.rcParams["font.family"], *more]}):
        yield


@lru_cache(maxsize=16)
def eastern_font(characters: Collection[str]) -> tuple[str, ...]:
    """Return a font of this machine that has the characters; none where there are none, or none has them."""
    if not characters:
        return ()
    from matplotlib.font_manager import fontManager

    fonts = {font.name: font.fname for font in fontManager.ttflist}
    for name in [*(name for name in _FONTS if name in fonts), *sorted(fonts.keys() - set(_FONTS))]:
        if _has(fonts[name], characters):
            return (name,)
    shown = "".join(sorted(characters)[:5])
    message = f"no font of this machine has {shown}; they are drawn as boxes. Install one, such as {_FONTS[0]}"
    warnings.warn(message, stacklevel=4)
    return ()


def _has(path: str, characters: Iterable[str]) -> bool:
    from matplotlib.font_manager import get_font

    try:
        font = get_font(path)
    except (OSError, RuntimeError):
        return False
    return all(font.get_char_index(ord(c)) for c in characters)


def new_axes(size: tuple[float, float], title: str) -> "Axes":
    """Return the axes of a new figure of a size in inches, with small labels that lie within it, like its title."""
    from matplotlib import pyplot

    figure, ax = pyplot.subplots(figsize=size, layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", fontsize=8.5, fontweight="bold")
    ax.tick_params(labelsize=7, width=0.6, length=2.5)
    return ax


def save(ax: "Axes", path: Path) -> None:
    """Write the figure of axes to a file, without the time and other chance, and close it."""
    matplotlib = _matplotlib()
    figure = ax.get_figure(root=True)
    assert figure is not None
    dates = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    with matplotlib.rc_context({"svg.hashsalt": "aigraph"}):
        figure.savefig(path, metadata=dates.get(path.suffix), dpi=_LOOK["savefig.dpi"])
    matplotlib.pyplot.close(figure)


def whole_numbers(ax: "Axes") -> None:
    """Mark whole numbers alone below: it is things that are counted."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))


def pairs(ax: "Axes", labels: Sequence[str], values: Mapping[str, Sequence[float]]) -> None:
    """Draw a bar for each label, the first at the top, of two parts by name: the first dark, the second hatched."""
    places, left = range(len(labels)), [0.0] * len(labels)
    for (name, part), look in zip(values.items(), (SETTLED, TENTATIVE), strict=True):
        ax.barh(places, part, left=left, height=0.62, label=name, **look)
        left = [before + more for before, more in zip(left, part, strict=True)]
    ax.set_yticks(places, [cut(label, 34) for label in labels])
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    whole_numbers(ax)
    ax.legend(loc="lower right", bbox_to_anchor=(1.02, 1), ncols=2, borderaxespad=0.2)
