"""Writes org/linfnet/ml/_params.py out of the Params of the Java classes.

After a Param of Java's has changed: src/test/python/run.sh --params
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import fill, indent
from typing import Any

import linfnet

PARAMS = Path(__file__).parents[2] / "main/python/org/linfnet/ml/_params.py"

_HEADER = '''"""The Params of the Java classes, written by write_params.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.wrapper import JavaParams

from org.linfnet.ml._java import new_java_object

if TYPE_CHECKING:
    from typing_extensions import Self
'''


@dataclass(frozen=True)
class _Kind:
    """How Python writes and checks the values of a class of Params."""

    annotation: str
    converter: str


_KINDS = {
    "Param": _Kind("str", "toString"),
    "BooleanParam": _Kind("bool", "toBoolean"),
    "IntParam": _Kind("int", "toInt"),
    "LongParam": _Kind("int", "toInt"),
    "DoubleParam": _Kind("float", "toFloat"),
    "DoubleArrayParam": _Kind("list[float]", "toListFloat"),
}


@dataclass(frozen=True)
class _Param:
    """A Param of a Java object; its default is Python's text of it."""

    name: str
    doc: str
    kind: _Kind
    default: str | None
    settable: bool

    @property
    def method(self) -> str:
        return self.name[0].upper() + self.name[1:]

    def declaration(self) -> str:
        return (
            f"{self.name}: Param[{self.kind.annotation}] = Param("
            f"Params._dummy(), {json.dumps(self.name)}, {json.dumps(self.doc)}, "
            f"TypeConverters.{self.kind.converter})\n"
        )

    def accessors(self) -> str:
        kind = self.kind.annotation
        getter = (
            f"def get{self.method}(self) -> {kind}:\n"
            f'    """Return the value of ``{self.name}``."""\n'
            f"    return self.getOrDefault(self.{self.name})\n\n"
        )
        setter = (
            f"def set{self.method}(self, value: {kind}) -> Self:\n"
            f'    """Set ``{self.name}``."""\n'
            f"    return self._set({self.name}=value)\n\n"
        )
        return getter + setter if self.settable else getter

    def argument(self) -> str:
        kind = self.kind.annotation
        return (
            f"{self.name}: {kind} = {self.default}"
            if self.default
            else (f"{self.name}: {kind} | None = None")
        )

    def paragraph(self) -> str:
        default = f"default {self.default}" if self.default else "not set by default"
        text = fill(self.doc, 92, initial_indent="    ", subsequent_indent="    ")
        return f"{self.name} : {self.kind.annotation}, {default}\n{text}\n"


def _params(java: Any) -> list[_Param]:
    methods = {method.getName() for method in java.getClass().getMethods()}
    return [_param(java, param, methods) for param in java.params()]


def _param(java: Any, param: Any, methods: set[str]) -> _Param:
    name = str(param.name())
    default = java.getDefault(param)
    return _Param(
        name,
        str(param.doc()),
        _KINDS[param.getClass().getSimpleName()],
        _text(default.get()) if default.isDefined() else None,
        f"set{name[0].upper()}{name[1:]}" in methods,
    )


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _constructed(name: str, java: Any, summary: str) -> str:
    """The mixin of an operator that keywords make."""
    params = _params(java)
    arguments = "self, *, " + ", ".join(param.argument() for param in params)
    paragraphs = "".join(param.paragraph() for param in params)
    constructor = f'''
_input_kwargs: dict[str, Any]

@keyword_only
def __init__({arguments}) -> None:
    """Set Params by keyword.

    Parameters
    ----------
{indent(paragraphs, "    ")}    """
    given = self._input_kwargs
    super().__init__()
    self._java_obj = new_java_object("{java.getClass().getSimpleName()}", self.uid)
    self._setDefault({_defaults(params)})
    self._set(**given)

@keyword_only
def setParams({arguments}) -> Self:
    """Set Params by keyword, as the constructor takes them."""
    return self._set(**self._input_kwargs)

'''
    return _mixin(name, "JavaParams", summary, params, constructor)


def _fitted(name: str, java: Any, estimator: Any, summary: str) -> str:
    """The mixin of a model, which has its estimator's defaults where Java cannot be asked."""
    usual = {param.name: param.default for param in _params(estimator)}
    params = [replace(param, default=usual.get(param.name)) for param in _params(java)]
    return _mixin(
        name,
        "Params",
        summary,
        params,
        f"""
def _set_usual_defaults(self) -> None:
    self._setDefault({_defaults(params)})

""",
    )


def _defaults(params: list[_Param]) -> str:
    return ", ".join(f"{param.name}={param.default}" for param in params if param.default)


def _mixin(name: str, base: str, summary: str, params: list[_Param], constructor: str) -> str:
    declarations = "".join(param.declaration() for param in params)
    accessors = "".join(param.accessors() for param in params)
    body = declarations + constructor + accessors
    return f'class {name}({base}):\n    """{summary}"""\n\n{indent(body, "    ")}\n'


def source(jvm: Any) -> str:
    """Return the text of the module, by the Params of the classes of a JVM."""
    classes = jvm.org.linfnet.ml
    text = "\n\n".join(
        [
            _HEADER,
            _constructed(
                "ClassifierParams", classes.LinfDistClassifier(), "The Params of a classifier."
            ),
            _fitted(
                "ModelParams",
                classes.LinfDistClassificationModel(),
                classes.LinfDistClassifier(),
                "The Params of a model.",
            ),
            _constructed(
                "EvaluatorParams",
                classes.CertifiedAccuracyEvaluator(),
                "The Params of an evaluator.",
            ),
        ]
    )
    formatted = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(PARAMS), "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return formatted.stdout


if __name__ == "__main__":
    PARAMS.write_text(source(linfnet.session(master="local[1]")._jvm), encoding="utf-8")
