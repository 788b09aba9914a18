"""The examples of docs/python.md run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

pytestmark = pytest.mark.classic

PAGE = Path(__file__).parents[3] / "docs/python.md"


def test_the_examples_run_one_after_the_other(
    spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    snippets = re.findall(r"<!-- snippet -->\n```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    for snippet in snippets:
        exec(compile(snippet, str(PAGE), "exec"), names)
    printed = capsys.readouterr().out
    assert "certifiedRadius" in printed
    assert 0 < max(names["chosen"].avgMetrics) <= 1
