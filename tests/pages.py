"""A page in a browser, for the tests of the page."""

from collections.abc import Callable
from typing import Any

DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


class Open:
    """A page in the browser, and everything it asked for or complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.problems.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", self.refused)

    def refused(self, dialog: Any) -> None:
        self.problems.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def ask(self, script: str) -> Any:
        return self.page.evaluate(script)

    def labels(self, kind: str = "node") -> list[dict[str, Any]]:
        """Return the names drawn that lie wholly in the picture."""
        box = self.page.locator("#picture").bounding_box()
        return [
            label
            for label in self.ask("aigraph.labels()")
            if label["kind"] == kind
            and label["box"]["x"] >= 0
            and label["box"]["y"] >= 0
            and label["box"]["x"] + label["box"]["width"] <= box["width"]
            and label["box"]["y"] + label["box"]["height"] <= box["height"]
        ]

    def still(self) -> None:
        """Wait until nothing moves any more."""
        self.page.wait_for_timeout(900)


Opener = Callable[..., Open]


def overlapping(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of names that lie on one another."""
    found = []
    for at, one in enumerate(labels):
        for other in labels[at + 1 :]:
            a, b = one["box"], other["box"]
            apart_x = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            apart_y = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
            if not (apart_x or apart_y):
                found.append((one["text"], other["text"]))
    return found
