"""The package that submit/python-package.sh builds, as pip has installed it."""

from __future__ import annotations

import re
import tarfile
from importlib import metadata
from pathlib import Path

import pytest

import linfnet

pytestmark = pytest.mark.classic

PROJECT = Path(__file__).parents[3]


def _pom(tag: str) -> str:
    found = re.search(f"<{tag}>(.*?)</{tag}>", (PROJECT / "pom.xml").read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_it_runs_out_of_its_environment_with_its_own_jar() -> None:
    environment = PROJECT / "target/python/installed"
    assert environment in Path(linfnet.__file__).parents
    assert environment in Path(linfnet.jar()).parents


def test_its_version_is_that_of_the_build() -> None:
    assert metadata.version("linfnet") == _pom("version").replace("-SNAPSHOT", ".dev0")


def test_pyspark_is_that_of_the_build() -> None:
    assert metadata.version("pyspark") == _pom("spark.version")


def test_the_source_distribution_has_the_jar_and_the_license() -> None:
    (path,) = (PROJECT / "target/python/dist").glob("*.tar.gz")
    with tarfile.open(path) as archive:
        files = {"/".join(name.split("/")[1:]) for name in archive.getnames()}
    assert {"LICENSE", "linfnet/jars/linfnet.jar", "linfnet/py.typed"} <= files
