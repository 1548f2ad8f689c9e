"""`Finding`: the table of an analysis, with what it rests on and a figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aigraph.analysis.figures import COLUMN, new_axes, styled
from aigraph.table import Cell, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding(Table):
    """A table that says what it rests on and can be drawn.

    `evidence` has one row a statement, with its sentence and quote; `summary` what is true of the whole, by name;
    `names` what each slug is called in a figure, which `drawn` draws; None where there is nothing to show.
    """

    title: str = field(default="", compare=False)
    evidence: Table = field(default=Table((), ()), compare=False, repr=False)
    summary: Mapping[str, Cell] = field(default_factory=dict, compare=False)
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    drawn: "Callable[[Finding, Axes], object] | None" = field(default=None, compare=False, repr=False)
    size: tuple[float, float] = field(default=(COLUMN, 2.4), compare=False, repr=False)

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw it with matplotlib, sized for a paper; legible in grey, and to the colour-blind.

        Args:
            ax: the axes of matplotlib to draw on; new ones unless given.

        Raises:
            MissingDependency: matplotlib is not installed.
        """
        with styled([self.title, *self.names.values()]):
            if ax is None:
                ax = new_axes(self.size, self.title)
            else:
                ax.set_title(self.title, loc="left")
            if self.drawn is None:
                ax.text(0.5, 0.5, "nothing to show", ha="center", va="center", transform=ax.transAxes)
                ax.axis("off")
            else:
                self.drawn(self, ax)
        return ax

    def name(self, slug: object) -> str:
        """Return what a slug is called in the figure."""
        return self.names.get(str(slug), str(slug))
