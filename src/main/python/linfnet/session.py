"""A Spark session that has linfnet's jar."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from pyspark.sql import SparkSession

from org.linfnet.ml import InvalidInputException
from org.linfnet.ml._java import require_jar

_VARIABLE = "LINFNET_JAR"
_JARS = "spark.jars"


def jar() -> str:
    """Return the path of linfnet's jar.

    It is the one that the environment variable ``LINFNET_JAR`` names, or else the one in this
    package.

    Raises
    ------
    InvalidInputException
        when it is not there
    """
    named = os.environ.get(_VARIABLE)
    path = Path(named) if named else Path(str(resources.files("linfnet"))) / "jars/linfnet.jar"
    if not path.is_file():
        raise InvalidInputException(
            f"there is no {path}: let {_VARIABLE} name the jar that mvn package builds"
        )
    return str(path.resolve())


def session(
    *,
    master: str | None = None,
    app_name: str = "linfnet",
    remote: str | None = None,
    config: Mapping[str, str] | None = None,
) -> SparkSession:
    """Return a Spark session in which linfnet works.

    It has the jar, and its JVM has the vector module that the kernels use. A session that runs
    already is returned as it is.

    Parameters
    ----------
    master : str, optional
        of the cluster, such as ``local[4]``; Spark's own default where it is absent
    app_name : str
        what Spark's pages call the program
    remote : str, optional
        the address of a Connect server, ``sc://host:15002``, which must have the jar itself
    config : mapping of str to str, optional
        more of Spark's settings

    Raises
    ------
    InvalidInputException
        when a session runs already that does not have the jar
    """
    builder = SparkSession.builder.appName(app_name)
    settings = dict(config or {})
    if remote is not None:
        builder = builder.remote(remote)
    else:
        settings[_JARS] = ",".join(filter(None, [settings.get(_JARS), jar()]))
        if master is not None:
            builder = builder.master(master)
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    require_jar()
    return spark
