"""The session that linfnet starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

import linfnet

pytestmark = pytest.mark.classic


def test_its_jvm_has_the_vector_module(spark: SparkSession) -> None:
    modules = spark._jvm.java.lang.ModuleLayer.boot()
    assert modules.findModule("jdk.incubator.vector").isPresent()


def test_a_session_that_runs_is_returned_as_it_is(spark: SparkSession) -> None:
    assert linfnet.session() is spark


def test_a_jar_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINFNET_JAR", str(tmp_path / "absent.jar"))
    with pytest.raises(linfnet.InvalidInputException, match="let LINFNET_JAR name the jar"):
        linfnet.jar()
