"""`Finding`: the table of an analysis, with what it rests on and a figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Basis
from aigraph.analysis.figures import COLUMN, new_axes, save, styled
from aigraph.model import Statement
from aigraph.table import Cell, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Finding", "conclude"]


@dataclass(frozen=True, slots=True, repr=False)
class Finding(Table):
    """A table that says what it rests on and can be drawn.

    `evidence` has one row a statement, with its sentence and quote; `summary` what is true of the whole, by name;
    `language` is that of the names in the figure, which `drawn` draws; None where there is nothing to show.
    """

    title: str = field(default="", compare=False)
    evidence: Table = field(default=Table((), ()), compare=False, repr=False)
    summary: Mapping[str, Cell] = field(default_factory=dict, compare=False)
    language: str = field(default="en", compare=False, repr=False)
    drawn: "Callable[[Finding, Axes], object] | None" = field(default=None, compare=False, repr=False)
    size: tuple[float, float] = field(default=(COLUMN, 2.4), compare=False, repr=False)

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw it with matplotlib, sized for a paper; legible in grey, and to the colour-blind.

        Args:
            ax: the axes of matplotlib to draw on; new ones unless given.

        Raises:
            MissingDependency: matplotlib is not installed.
        """
        with styled([self.title, *map(self.name, self.naming)]):
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

    def save(self, path: str | Path) -> None:
        """Write the figure to a file, in the format of its ending: pdf, svg or png; the same bytes each time.

        Raises:
            MissingDependency: matplotlib is not installed.
        """
        save(self.plot(), Path(path))

    def name(self, slug: object) -> str:
        """Return what a slug is called in the figure."""
        return self._name(str(slug), self.language)


def conclude(
    basis: Basis,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
    counted: Sequence[Statement],
    left_out: Sequence[Statement] = (),
    *,
    notes: Sequence[str] = (),
    drawn: Callable[[Finding, "Axes"], object],
    **more: Any,
) -> Finding:
    """Return a finding: its rows, what it counts with the evidence of that, what it leaves out, and how it is drawn.

    Args:
        basis: what it is made of.
        columns: of the table.
        rows: of the table.
        counted: the statements that it rests on.
        left_out: those that it leaves out as tentative.
        notes: what else is to be said.
        drawn: draws it where there is a row.
        more: `title`, `summary`, `size`, another `naming`.
    """
    return Finding(
        columns,
        tuple(rows),
        (*basis.notes(counted, left_out), *notes),
        evidence=basis.evidence(counted),
        drawn=drawn if rows else None,
        language=basis.wording.language,
        **{"naming": basis.naming, **more},
    )
