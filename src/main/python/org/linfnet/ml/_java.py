"""The Java objects that the Python classes stand for."""

from __future__ import annotations

from typing import Any

from pyspark.ml.wrapper import JavaWrapper
from pyspark.sql import is_remote

from org.linfnet.ml._errors import InvalidInputException, translate_mistakes

PACKAGE = "org.linfnet.ml"


def new_java_object(name: str, *arguments: Any) -> Any:
    """Make a Java object of the package.

    Parameters
    ----------
    name : str
        the class
    *arguments
        of its constructor

    Returns
    -------
    JavaObject or str
        the name of the class in a session of Spark Connect, whose server makes the object

    Raises
    ------
    InvalidInputException
        when there is no Spark session, or it does not have linfnet's jar
    """
    require_jar()
    return JavaWrapper._new_java_obj(f"{PACKAGE}.{name}", *arguments)


def require_jar() -> None:
    """Check that the Spark session can load linfnet's classes.

    The classes of a Connect server cannot be asked for; it says so itself when one is missing.

    Raises
    ------
    InvalidInputException
        when there is no Spark session, or it does not have linfnet's jar
    """
    translate_mistakes()
    if is_remote():
        return
    from py4j.java_gateway import JavaClass
    from pyspark import SparkContext

    jvm: Any = SparkContext._jvm
    if SparkContext._active_spark_context is None or jvm is None:
        raise InvalidInputException("there is no Spark session: start one with linfnet.session()")
    if not isinstance(jvm.org.linfnet.ml.LinfDistClassifier, JavaClass):
        raise InvalidInputException(
            "the Spark session does not have linfnet's jar: start it with linfnet.session(), "
            "or name linfnet.jar() in spark.jars or after spark-submit --jars"
        )
