"""What the tests share: one session, and tables and fits that take a second.

The tests run in a classic session, whose JVM is a Connect server as well. ``test_connect`` runs
them again as a client of that server, with ``--remote``.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import array, col

import linfnet

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.memory": "1g",
    # The tests are over before the second compiler and code for each query would pay.
    "spark.driver.defaultJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
# Beside the classic session, a Connect server on any free port.
SERVER = {
    "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": "0",
}
CLASSES = 3
FEATURES = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--remote", help="the address of a Connect server")
    parser.addoption("--saved-model", help="where the tests of Connect leave a model")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    other = "classic" if config.getoption("--remote") else "remote"
    left_out = [item for item in items if item.get_closest_marker(other)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def spark(pytestconfig: pytest.Config) -> Iterator[SparkSession]:
    remote = pytestconfig.getoption("--remote")
    if remote:
        started = linfnet.session(remote=remote)
    else:
        started = linfnet.session(master="local[2]", config=SETTINGS | SERVER)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def points() -> pd.DataFrame:
    """Points around a centre for each class, far enough from the others to be told apart."""
    random = np.random.default_rng(1)
    labels = np.arange(120) % CLASSES
    centres = 4 * np.eye(CLASSES, FEATURES)
    values = centres[labels] + random.normal(size=(len(labels), FEATURES))
    frame = pd.DataFrame(values, columns=[f"x{i}" for i in range(FEATURES)])
    return frame.assign(label=labels, name=np.array(["ape", "bee", "cat"])[labels])


@pytest.fixture(scope="session")
def table(spark: SparkSession, points: pd.DataFrame) -> DataFrame:
    """The points as a column of arrays of features and one of labels."""
    features = array([col(f"x{i}") for i in range(FEATURES)]).alias("features")
    return spark.createDataFrame(points).select(features, "label").cache()


@pytest.fixture(scope="session")
def classifier(spark: SparkSession) -> linfnet.LinfDistClassifier:
    return linfnet.LinfDistClassifier(
        hiddenLayers=1, width=16, maxIter=10, batchSize=32, stepSize=0.1, margin=1.0, seed=1
    )


@pytest.fixture(scope="session")
def model(
    classifier: linfnet.LinfDistClassifier, table: DataFrame
) -> linfnet.LinfDistClassificationModel:
    return classifier.fit(table)
