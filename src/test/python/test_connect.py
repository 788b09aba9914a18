"""linfnet as a client of a Spark Connect server that has the jar."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

import linfnet

TESTS = Path(__file__).parent
PROJECT = Path(__file__).parents[3]


@pytest.mark.classic
def test_a_client_passes_the_tests_and_fits_the_same_bits(
    spark: SparkSession, model: linfnet.LinfDistClassificationModel, tmp_path: Path
) -> None:
    services = spark._jvm.org.apache.spark.sql.connect.service
    service = getattr(getattr(services, "SparkConnectService$"), "MODULE$")
    saved = str(tmp_path / "model")
    results = PROJECT / "target/python/connect-tests.xml"
    settings = PROJECT / "src/main/python/pyproject.toml"
    command = f"""-m pytest --config-file {settings} --rootdir {TESTS} {TESTS} --junit-xml {results}
        --remote sc://127.0.0.1:{service.localPort()} --saved-model {saved}"""
    run = subprocess.run(
        [sys.executable, *command.split()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    java = spark._jvm.org.linfnet.ml.LinfDistClassificationModel.load(saved)
    assert java.trained().sha256() == model.summary.sha256


@pytest.mark.remote
def test_a_model_is_left_for_the_classic_session(
    model: linfnet.LinfDistClassificationModel, pytestconfig: pytest.Config
) -> None:
    model.save(pytestconfig.getoption("--saved-model"))


@pytest.mark.remote
@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda model, table: model.summary, "no training summary: .*not one of Spark Connect"),
        (lambda model, table: model.registerFunction("f"), "cannot register a function"),
        (lambda model, table: model.registerExplanation("f"), "cannot register a function"),
        (lambda model, table: model.evaluate(table), "cannot evaluate a model"),
        (lambda model, table: linfnet.certify(model, table, [0.1]), "cannot certify a table"),
    ],
)
def test_what_connect_cannot_do_is_said(
    model: linfnet.LinfDistClassificationModel,
    table: DataFrame,
    call: Callable[[linfnet.LinfDistClassificationModel, DataFrame], object],
    message: str,
) -> None:
    with pytest.raises(linfnet.InvalidInputException, match=message):
        call(model, table)
