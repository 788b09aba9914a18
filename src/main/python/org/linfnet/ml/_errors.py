"""A user's mistake, which Java states in one line, as one Python exception."""

from __future__ import annotations

import functools
import json
from typing import Any

from pyspark.errors import IllegalArgumentException
from pyspark.errors.exceptions import captured
from pyspark.sql import is_remote

_JAVA_CLASS = "org.linfnet.InvalidInputException"


class InvalidInputException(IllegalArgumentException):
    """A path, a table or a value that cannot be used as it is.

    Parameters
    ----------
    message : str
        one line that names the thing and the mend
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)

    def getMessage(self) -> str:
        """Return the one line."""
        return self._message

    def __str__(self) -> str:
        return self._message


def translate_mistakes() -> None:
    """Let PySpark raise InvalidInputException wherever Java threw it.

    PySpark translates the exceptions of the JVM or of a Connect server in one function. The
    function is wrapped, because a mistake in a row comes to light in whichever action reads it.
    """
    _wrap(captured, _of_java)
    if is_remote():
        from pyspark.sql.connect.client import core

        _wrap(core, _of_server)


def _wrap(module: Any, mistake: Any) -> None:
    convert = module.convert_exception
    if hasattr(convert, "translates_mistakes"):
        return

    @functools.wraps(convert)
    def translated(*args: Any, **kwargs: Any) -> Exception:
        message = mistake(*args, **kwargs)
        if message is None:
            converted: Exception = convert(*args, **kwargs)
            return converted
        return InvalidInputException(message)

    translated.translates_mistakes = True  # type: ignore[attr-defined]
    module.convert_exception = translated


def _of_java(exception: Any) -> str | None:
    cause = exception
    while cause is not None:
        if cause.getClass().getName() == _JAVA_CLASS:
            return str(cause.getMessage())
        cause = cause.getCause()
    return None


def _of_server(info: Any, message: str, response: Any, *_: Any, **__: Any) -> str | None:
    for error in response.errors if response is not None else ():
        if _JAVA_CLASS in error.error_type_hierarchy:
            return str(error.message)
    thrown = json.loads(info.metadata.get("classes") or "[]")
    return message if _JAVA_CLASS in thrown else None
