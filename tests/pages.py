"""A page in a browser, for the tests of the page."""

import json
from collections.abc import Callable, Iterable
from typing import Any

DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
#: What a person prefers, as Playwright has it in a new window.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none", "media": "null"}


class Windows:
    """Windows of a browser that test after test opens pages in: what is compiled of the scripts stays compiled.

    To a page it is a new window: nothing is stored, no step lies behind it, the pointer is outside. What cannot be
    changed once a window is there (`bypass_csp`, `has_touch` …) tells them apart; a window in which a test failed is
    not used again, nor one that a test takes as `new` because it changes what nobody can put back.
    """

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.free: dict[str, list[Any]] = {}
        self.taken: list[tuple[str, Any]] = []

    def take(self, size: dict[str, int], new: bool = False, **options: Any) -> Any:
        """Return an empty window of a size, with options as of Playwright's `new_context`."""
        media = {name: options.pop(name, usual) for name, usual in MEDIA.items()}
        kind = repr(sorted(options.items()))
        kept = [] if new else self.free.setdefault(kind, [])
        page = kept.pop() if kept else self.browser.new_context(viewport=size, **options).new_page()
        page.set_viewport_size(size)
        page.emulate_media(**media)
        self.taken.append(("" if new else kind, page))
        return page

    def give_back(self, failed: bool) -> None:
        """Empty the windows that were taken, to be taken again; close those that are not."""
        for kind, page in self.taken:
            if failed or not kind or page.is_closed():
                page.context.close()
                continue
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
            page.mouse.move(-1, -1)
            page.goto("about:blank")
            page.context.new_cdp_session(page).send("Page.resetNavigationHistory")
            self.free[kind].append(page)
        self.taken.clear()


class Open:
    """A page in the browser, and everything it asked for or complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.heard = {
            "request": lambda request: self.requests.append(request.url),
            "console": lambda message: self.problems.append(message.text) if message.type != "log" else None,
            "pageerror": lambda error: self.problems.append(str(error)),
            "dialog": self.refused,
        }
        for event, hear in self.heard.items():
            page.on(event, hear)

    def leave(self) -> None:
        """Hear no more of the page."""
        for event, hear in self.heard.items():
            self.page.remove_listener(event, hear)

    def refused(self, dialog: Any) -> None:
        self.problems.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def ask(self, script: str) -> Any:
        return self.page.evaluate(script)

    def come_back(self, fragment: str) -> None:
        """Leave the page and open it anew, at another address of it."""
        address = self.page.url.partition("#")[0]
        self.page.goto("about:blank")
        self.page.goto(address + fragment)
        self.page.wait_for_function("window.aigraph")

    def places(self, names: Iterable[str]) -> dict[str, dict[str, float]]:
        """Return where nodes are in the picture."""
        asked = f"{json.dumps(list(names))}.map((id) => [id, aigraph.network.canvasToDOM(aigraph.bodyOf(id))])"
        return dict(self.ask(asked))

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
