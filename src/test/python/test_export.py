"""A model as an ONNX file, run by onnxruntime."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from pyspark.sql import DataFrame, SparkSession

import linfnet

pytestmark = pytest.mark.classic

HOME = Path(__file__).parents[3]
PAGE = HOME / "docs/serving.md"
MNIST = HOME.parent / "shared/data/mnist"


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


def published(name: str, header: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The bytes of a file of MNIST, behind its header."""
    content = gzip.decompress((MNIST / name).read_bytes())
    return np.frombuffer(content, dtype=np.uint8, offset=header)


@pytest.mark.skipif(not MNIST.is_dir(), reason="needs the files of MNIST")
def test_onnxruntime_gives_the_columns_of_ten_thousand_images(
    spark: SparkSession, tmp_path: Path
) -> None:
    pixels = published("t10k-images-idx3-ubyte.gz", 16).reshape(10_000, 784)
    labels = published("t10k-labels-idx1-ubyte.gz", 8)
    columns = ["features", "label"]
    images = spark.createDataFrame(
        [(row.tobytes(), int(label)) for row, label in zip(pixels, labels, strict=True)], columns
    )
    model = linfnet.LinfDistClassifier(
        hiddenLayers=1, width=16, maxIter=2, batchSize=64, stepSize=0.1, margin=0.9, seed=1
    ).fit(images.limit(1_000))
    path = tmp_path / "model.onnx"
    model.exportOnnx(str(path))
    rows = model.transform(images).drop("features", "probability").collect()

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    outputs = ["logits", "prediction", "certified_radius"]
    logits, prediction, radius = session.run(outputs, {"inputs": np.float32(pixels / 255)})

    assert (logits == [row.rawPrediction.toArray() for row in rows]).all()
    assert (prediction == [row.prediction for row in rows]).all()
    assert np.unique(prediction).size > 5
    certified = np.array([row.certifiedRadius for row in rows])
    assert (radius <= certified).all()
    assert np.allclose(radius, certified, rtol=1e-6, atol=1.2e-7)
    assert (radius > 0).any()


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
