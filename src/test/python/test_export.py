"""A model as an ONNX file, run by onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from pyspark.sql import DataFrame

import linfnet

pytestmark = pytest.mark.classic

PAGE = Path(__file__).parents[3] / "docs/serving.md"


def test_onnxruntime_gives_the_columns_of_transform(
    model: linfnet.LinfDistClassificationModel, table: DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "model.onnx"
    model.exportOnnx(str(path))
    floats = table.selectExpr("CAST(features AS ARRAY<FLOAT>) AS features")
    rows = model.transform(floats).collect()
    inputs = np.array([row.features for row in rows], dtype=np.float32)

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    logits, probability, prediction, radius = session.run(None, {"inputs": inputs})

    assert (logits == [row.rawPrediction.toArray() for row in rows]).all()
    assert np.allclose(probability, [row.probability.toArray() for row in rows], atol=1e-6)
    assert (prediction == [row.prediction for row in rows]).all()
    certified = np.array([row.certifiedRadius for row in rows])
    assert (radius <= certified).all()
    assert np.allclose(radius, certified, rtol=1e-6)


def test_the_example_of_the_page_runs(
    model: linfnet.LinfDistClassificationModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.exportOnnx(str(tmp_path / "model.onnx"))
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    snippet = text.split("<!-- snippet: onnx -->\n```python\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(compile(snippet, str(PAGE), "exec"), names)
    assert names["logits"].shape == (2, 3)


def test_the_scorers_file_is_written(
    model: linfnet.LinfDistClassificationModel, tmp_path: Path
) -> None:
    path = tmp_path / "model.linfnet"
    model.exportScorer(str(path))
    assert path.read_bytes()[2:9] == b"linfnet"


def test_a_file_that_is_there_stays(
    model: linfnet.LinfDistClassificationModel, tmp_path: Path
) -> None:
    path = tmp_path / "taken.onnx"
    path.write_text("mine")
    with pytest.raises(linfnet.InvalidInputException, match=r"taken\.onnx exists"):
        model.exportOnnx(str(path))
    assert [entry.name for entry in tmp_path.iterdir()] == ["taken.onnx"]
    assert path.read_text() == "mine"
