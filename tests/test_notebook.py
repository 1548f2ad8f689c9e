"""The notebook: it runs, and shows what is committed."""

import subprocess
import sys

import pytest
from support import ROOT


@pytest.mark.slow
def test_the_notebook_shows_what_is_committed() -> None:
    command = [sys.executable, str(ROOT / "tools" / "run_notebook.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_page_draws_itself_in_a_cell() -> None:
    from aigraph.page.network import AIGraphNetwork

    network = AIGraphNetwork()
    network.add_node("a", label='"><script>alert(1)</script>')
    frame = network._repr_html_()
    assert '<iframe srcdoc="&lt;!' in frame
    assert "allow-same-origin" not in frame.split('sandbox="')[1].split('"')[0]
    assert "<script" not in frame
    assert '<img src="data:image/svg+xml;base64,' in frame  # what is left where frames are taken out
