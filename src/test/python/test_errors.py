"""A mistake that Java finds is one exception of one line in Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.errors import IllegalArgumentException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import array, lit

import linfnet


def _mistake(caught: pytest.ExceptionInfo[linfnet.InvalidInputException]) -> str:
    assert caught.value.__cause__ is None
    message = str(caught.value)
    assert "\n" not in message
    assert "Exception" not in message
    return message


def test_in_fit(table: DataFrame) -> None:
    with pytest.raises(linfnet.InvalidInputException) as caught:
        linfnet.LinfDistClassifier(labelCol="absent").fit(table)
    assert _mistake(caught).startswith("there is no column absent among features, label")


def test_in_transform(model: linfnet.LinfDistClassificationModel, table: DataFrame) -> None:
    with pytest.raises(linfnet.InvalidInputException) as caught:
        _ = model.transform(table.withColumnRenamed("features", "inputs")).columns
    assert "no column features" in _mistake(caught)


def test_in_the_evaluator(table: DataFrame) -> None:
    with pytest.raises(linfnet.InvalidInputException) as caught:
        linfnet.CertifiedAccuracyEvaluator().evaluate(table)
    assert "no column prediction" in _mistake(caught)


def test_in_load(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(linfnet.InvalidInputException) as caught:
        linfnet.LinfDistClassificationModel.load(str(tmp_path / "absent"))
    assert "absent" in _mistake(caught)
    assert isinstance(caught.value, IllegalArgumentException)


@pytest.mark.parametrize("action", ["collect", "toPandas", "count"])
def test_in_a_row_that_an_action_reads(
    model: linfnet.LinfDistClassificationModel, table: DataFrame, action: str
) -> None:
    nan = array([lit(float("nan")) for _ in range(4)])
    scored = model.transform(table.withColumn("features", nan)).where("certifiedRadius >= 0")
    with pytest.raises(linfnet.InvalidInputException) as caught:
        getattr(scored, action)()
    assert "features" in _mistake(caught)


def test_other_exceptions_stay_as_they_are(table: DataFrame) -> None:
    with pytest.raises(Exception, match="UNRESOLVED_COLUMN") as caught:
        _ = table.select("absent").columns
    assert not isinstance(caught.value, linfnet.InvalidInputException)
