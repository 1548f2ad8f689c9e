"""What tests share: the checkout, hostile strings, what to do without a service."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Strings that break careless writers.
HOSTILE = [
    "\"quotes\" and 'quotes'",
    "back\\slash \\n \\u0041",
    "line\nbreak\ttab",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202eright to left\u202c \u2028 \u2029",
    "😀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é",
    "end type id label null true",
    "x" * 100_000,
    "中文,“引号”:《书名》",
]


def require(condition: object, why: str) -> None:
    """Skip a test that lacks a service, or fail it where everything is required (CI)."""
    if not condition:
        if os.environ.get("AIGRAPH_REQUIRE_ALL"):
            pytest.fail(why)
        pytest.skip(why)
