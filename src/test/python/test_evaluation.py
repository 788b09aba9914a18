"""Certificates and attacks on a table, as DataFrames."""

from __future__ import annotations

import numpy as np
import pytest
from pyspark.sql import DataFrame

import linfnet

pytestmark = pytest.mark.classic

EPSILONS = [0.1, 1.5]


def test_certify_gives_a_row_for_each_epsilon(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    small, large = linfnet.certify(model, table, EPSILONS).collect()
    assert [small.epsilon, large.epsilon] == EPSILONS
    assert small.examples == table.count()
    assert 1 >= small.clean_accuracy >= small.certified_accuracy > large.certified_accuracy
    assert small.certified_accuracy >= small.margin_certified_accuracy


def test_margin_certified_accuracy_is_that_of_the_evaluator(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    (row,) = linfnet.certify(model, table, [0.1]).collect()
    evaluator = linfnet.CertifiedAccuracyEvaluator(epsilon=0.1)
    assert evaluator.evaluate(model.transform(table)) == row.margin_certified_accuracy


def test_a_counterexample_is_near_and_classified_otherwise(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    with linfnet.Evaluation(model, table, EPSILONS, attack="pgd") as evaluation:
        broken = evaluation.counterexamples.where("epsilon = 1.5")
        found = broken.collect()
        rescored = model.copy({model.predictionCol: "again"}).transform(broken).collect()
    metadata = model.transform(table).schema["certifiedRadius"].metadata
    halves = np.array(metadata["linfnet.certifiedRadius.halfWidths"])
    assert found
    for row in found:
        assert row.prediction != row.label
        moved = np.abs(np.array(row.features) - np.array(row.original)) / halves
        assert moved.max() <= 1.5 * (1 + 1e-12)
    assert all(row.again == row.prediction for row in rescored)


def test_the_curve_falls_from_the_clean_accuracy(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    with linfnet.Evaluation(model, table, EPSILONS) as evaluation:
        curve = [row.certified_accuracy for row in evaluation.curve.collect()]
        statuses = evaluation.predictions.collect()
    assert curve == sorted(curve, reverse=True)
    assert len(statuses) == table.count()


def test_an_epsilon_may_be_written_as_a_fraction(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    with linfnet.Evaluation(model, table, ["8/255", 0.5]) as evaluation:
        epsilons = [row.epsilon for row in evaluation.summary.collect()]

        assert epsilons == [8 / 255, 0.5]
        assert "status_8_over_255" in evaluation.predictions.columns


@pytest.mark.parametrize("epsilon", [0.5, "1/2", np.float32(0.5), 1])
def test_one_epsilon_needs_no_list(
    model: linfnet.LinfDistClassificationModel, table: DataFrame, epsilon: float | str
) -> None:
    (row,) = linfnet.certify(model, table, epsilon).collect()
    assert row.epsilon == (1 if epsilon == 1 else 0.5)


@pytest.mark.parametrize(
    ("epsilons", "options", "message"),
    [
        ([-1.0], {}, "epsilon -1.0 is out of range"),
        (["8/x"], {}, "epsilon 8/x is no number"),
        ([float("nan")], {}, "epsilon nan is no number"),
        ([0.1], {"attack": "fgsm"}, "no attack is named 'fgsm': it is one of none, pgd, strong"),
        ([0.1], {"labelCol": "truth"}, "no column truth among features, label: .*labelCol"),
    ],
)
def test_a_mistake_is_named(
    model: linfnet.LinfDistClassificationModel,
    table: DataFrame,
    epsilons: list[float | str],
    options: dict[str, str],
    message: str,
) -> None:
    with pytest.raises(linfnet.InvalidInputException, match=message):
        linfnet.certify(model, table, epsilons, **options)
