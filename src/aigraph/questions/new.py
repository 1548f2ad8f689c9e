"""A question to begin with: it can be asked as it stands, and says in comments what goes where."""

import shutil
from collections.abc import Collection
from pathlib import Path

from aigraph.errors import AIGraphError
from aigraph.files import writing
from aigraph.questions.read import FILES
from aigraph.seeds.values import check_file_id

__all__ = ["new_question"]

_TEMPLATE = Path(__file__).parent / "template"


def new_question(folder: Path, name: str, known: Collection[str] = ()) -> Path:
    """Write an empty question into a folder of questions; return its own folder.

    Args:
        folder: where the questions of a graph are; made where it is not there.
        name: the id of the question.
        known: the ids that questions have already.

    Raises:
        AIGraphError: the name is taken.
        ExportError: the name is no id, or the folder cannot be written to.
    """
    check_file_id("the question", name)
    place = folder / name
    if name in known or place.exists():
        raise AIGraphError(f"there is a question {name!r} already; expected another name")
    with writing(place):
        place.mkdir(parents=True)
        for file in sorted(_TEMPLATE.iterdir()):
            if file.name in FILES:
                shutil.copyfile(file, place / file.name)
    return place
