"""The tours in docs/tours run to their end and draw their pictures."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import pyplot
from pyspark.sql import SparkSession
from pyspark.sql.types import StructType

pytestmark = pytest.mark.classic

TOURS = Path(__file__).parents[3] / "docs/tours"
PICTURES = ["accuracy.png", "perturbation.png", "radii.png"]


@pytest.fixture(autouse=True)
def drawn_to_files() -> None:
    mpl.use("agg")


def _run(monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str]) -> None:
    monkeypatch.setattr("sys.argv", [name, *arguments])
    runpy.run_path(str(TOURS / name))
    pyplot.close("all")


def _draw_images(spark: SparkSession, path: Path) -> None:
    """Write strokes, drawn in place of MNIST, as data-prep/prepare.sh writes images."""
    dataset = spark._jvm.org.linfnet.dataset
    for name, split in [("train", dataset.Split.TRAIN), ("test", dataset.Split.TEST)]:
        drawn = dataset.Strokes(1).draw(split, 120)
        examples = drawn.examples()
        ids, labels, values = examples.ids(), examples.labels(), examples.values()
        rows = [(ids[i], labels[i], bytearray(values.row(i))) for i in range(120)]
        described = dataset.ExampleSchema.of(drawn.description())
        schema = StructType.fromJson(json.loads(described.json()))
        spark.createDataFrame(rows, schema).write.parquet(str(path / name))


def test_the_tour_of_a_table(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(monkeypatch, "tabular.py", f"--output {tmp_path} --rows 200 --epochs 4".split())
    assert sorted(path.name for path in tmp_path.iterdir()) == PICTURES


def test_the_tour_of_images(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _draw_images(spark, tmp_path)
    sizes = ["--width", "8", "--epochs", "2", "--test-images", "40"]
    output = tmp_path / "pictures"
    _run(monkeypatch, "mnist.py", ["--data", str(tmp_path), "--output", str(output), *sizes])
    assert sorted(path.name for path in output.iterdir()) == PICTURES
