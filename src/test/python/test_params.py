"""The Params of the Python classes beside those of the Java classes."""

from __future__ import annotations

import pytest
from py4j.java_collections import JavaArray
from pyspark.errors import IllegalArgumentException
from pyspark.sql import SparkSession

import linfnet
import write_params

pytestmark = pytest.mark.classic


def test_the_module_is_what_java_says(spark: SparkSession) -> None:
    written = write_params.PARAMS.read_text(encoding="utf-8")
    assert write_params.source(spark._jvm) == written, "run src/test/python/run.sh --params"


@pytest.mark.parametrize(
    "operator",
    [linfnet.LinfDistClassifier, linfnet.CertifiedAccuracyEvaluator],
)
def test_every_value_reaches_java(
    spark: SparkSession,
    operator: type[linfnet.LinfDistClassifier | linfnet.CertifiedAccuracyEvaluator],
) -> None:
    defaults = operator()
    given = {param.name: _another(defaults, param.name) for param in defaults.params}

    java = operator(**given)._to_java()

    assert {name: _value(java.getOrDefault(java.getParam(name))) for name in given} == given


@pytest.mark.parametrize(
    "method",
    ["distance", "head", "ibp", "crown-ibp", "cap", "groupsort", "natural"],
)
def test_every_method_is_one_of_the_estimators(spark: SparkSession, method: str) -> None:
    java = linfnet.LinfDistClassifier().setMethod(method)._to_java()

    assert java.getMethod() == method


def test_another_method_is_refused(spark: SparkSession) -> None:
    with pytest.raises(IllegalArgumentException, match="method given invalid value ibq"):
        linfnet.LinfDistClassifier().setMethod("ibq")._to_java()


def _value(java: object) -> object:
    return list(java) if isinstance(java, JavaArray) else java


def _another(operator: linfnet.LinfDistClassifier, name: str) -> object:
    """A value that the Param may have and that is not its default."""
    choices: dict[str, object] = {
        "handleInvalid": "skip",
        "featureScaling": "alike",
        "method": "head",
        "cropBorder": "edge",
        "numClasses": 7,
        "batchSize": 9,
        "seed": 2**40,
        "thresholds": [0.25, 0.75],
    }
    if name in choices:
        return choices[name]
    param = operator.getParam(name)
    if not operator.hasDefault(param):
        return "another"
    default = operator.getOrDefault(param)
    return default + ("x" if isinstance(default, str) else 1)


def test_setters_chain_and_getters_read(spark: SparkSession) -> None:
    classifier = linfnet.LinfDistClassifier().setWidth(5).setMargin(0.25).setFeaturesCol("inputs")
    assert classifier.getWidth() == 5
    assert classifier.getMargin() == 0.25
    assert classifier.getFeaturesCol() == "inputs"


def test_an_unknown_keyword_is_an_error(spark: SparkSession) -> None:
    with pytest.raises(TypeError, match="widht"):
        linfnet.LinfDistClassifier(widht=5)  # type: ignore[call-arg]
