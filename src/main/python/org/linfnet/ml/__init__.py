"""The Python classes of the Java package of the same name.

Spark finds the Python class of a Java class by its full name: when it loads a pipeline, and when
a Connect server is told which class is meant. ``linfnet`` offers the same classes under a shorter
name.
"""

from __future__ import annotations

from typing import Any

from pyspark.ml.classification import (
    _JavaProbabilisticClassificationModel,
    _JavaProbabilisticClassifier,
)
from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.linalg import Vector
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaWrapper
from pyspark.sql import DataFrame, SparkSession, is_remote

from org.linfnet.ml._errors import InvalidInputException
from org.linfnet.ml._java import require_jar
from org.linfnet.ml._params import ClassifierParams, EvaluatorParams, ModelParams

__all__ = [
    "CertifiedAccuracyEvaluator",
    "InvalidInputException",
    "LinfDistClassificationModel",
    "LinfDistClassificationSummary",
    "LinfDistClassifier",
    "LinfDistTrainingSummary",
]


class LinfDistClassificationSummary(JavaWrapper):
    """How well a model does on labelled rows. Each figure is computed when it is asked for.

    Where the rows have weights, every figure counts rows by their weights.
    """

    @property
    def predictions(self) -> DataFrame:
        """The rows with the columns of the model."""
        java: Any = self._java_obj
        return DataFrame(java.predictions(), SparkSession.active())

    @property
    def accuracy(self) -> float:
        """The fraction of rows that are classified rightly."""
        return float(self._call_java("accuracy"))

    @property
    def weightedPrecision(self) -> float:
        """The mean of the classes' precisions, by the classes' sizes."""
        return float(self._call_java("weightedPrecision"))

    @property
    def weightedRecall(self) -> float:
        """The mean of the classes' recalls, by the classes' sizes."""
        return float(self._call_java("weightedRecall"))

    @property
    def weightedFMeasure(self) -> float:
        """The mean of the classes' F-measures, by the classes' sizes."""
        return float(self._call_java("weightedFMeasure"))

    @property
    def logLoss(self) -> float:
        """The mean of -log of the probability of each row's label."""
        return float(self._call_java("logLoss"))

    def certifiedAccuracy(self, epsilon: float) -> float:
        """Return the fraction of rows that are classified rightly and proved to stay so.

        Parameters
        ----------
        epsilon : float
            the radius, in the unit of the column of radii
        """
        return float(self._call_java("certifiedAccuracy", float(epsilon)))


class LinfDistTrainingSummary(LinfDistClassificationSummary):
    """How the training of a model went, and how well it does on the rows it was fitted on."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the model's numbers in hexadecimal digits.

        Fits of the same rows, Params and seed have the same, from Java as from Python.
        """
        return str(self._call_java("sha256"))

    @property
    def totalIterations(self) -> int:
        """The epochs that ran."""
        return int(self._call_java("totalIterations"))

    @property
    def objectiveHistory(self) -> list[float]:
        """The mean loss of each epoch, in network units."""
        return [float(loss) for loss in self._call_java("objectiveHistory")]

    @property
    def history(self) -> DataFrame:
        """A row for each epoch, null where nothing was validated.

        The columns are ``epoch, p, stepSize, loss, trainingAccuracy, validationAccuracy,
        validationCertifiedAccuracy, seconds``.
        """
        spark = SparkSession.active()
        java: Any = self._java_obj
        return DataFrame(java.history(spark._jsparkSession), spark)


class LinfDistClassificationModel(
    ModelParams,
    _JavaProbabilisticClassificationModel[Vector],
    JavaMLReadable["LinfDistClassificationModel"],
    JavaMLWritable,
):
    """A finished network: it gives each prediction the radius within which it cannot change.

    ``transform`` adds four columns: ``rawPrediction``, the logits; ``probability``;
    ``prediction``, the class; ``certifiedRadius``, the radius of the ball around the features in
    which the prediction provably stays. The metadata of ``certifiedRadius`` names its unit. A
    column whose name is empty is not added.
    """

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        if is_remote():
            self._set_usual_defaults()
        elif java_model is not None:
            self._transfer_params_from_java()

    def _transfer_params_from_java(self) -> None:
        # A model of images has another default for the column of features than PySpark.
        self._defaultParamMap.clear()
        super()._transfer_params_from_java()

    @property
    def hasSummary(self) -> bool:
        """Whether the model was fitted in this program, and not loaded."""
        return not is_remote() and bool(self._call_java("hasSummary"))

    @property
    def summary(self) -> LinfDistTrainingSummary:
        """How training went.

        Raises
        ------
        InvalidInputException
            when the model was not fitted in this program, or on a Connect server
        """
        if not self.hasSummary:
            raise InvalidInputException(
                f"{self.uid} has no training summary: fit it in this program, "
                "in a session that is not one of Spark Connect"
            )
        java: Any = self._java_obj
        return LinfDistTrainingSummary(java.summary())

    def evaluate(self, dataset: DataFrame) -> LinfDistClassificationSummary:
        """Return how well the model does on labelled rows.

        Parameters
        ----------
        dataset : DataFrame
            has the columns of features and labels

        Raises
        ------
        InvalidInputException
            when a column is missing or cannot be used, or in a session of Spark Connect
        """
        if is_remote():
            raise InvalidInputException(
                "Spark Connect cannot evaluate a model: give what transform adds to an evaluator"
            )
        java: Any = self._to_java()
        return LinfDistClassificationSummary(java.evaluate(dataset._jdf))

    def registerFunction(self, name: str) -> None:
        """Register a function for SQL: ``name(features)`` is a struct.

        Its fields are the columns that ``transform`` adds.

        Parameters
        ----------
        name : str
            what SQL calls the function

        Raises
        ------
        InvalidInputException
            in a session of Spark Connect
        """
        if is_remote():
            raise InvalidInputException(
                "Spark Connect cannot register a function of Java's: call transform instead"
            )
        java: Any = self._to_java()
        java.registerFunction(SparkSession.active()._jsparkSession, name)

    def registerExplanation(self, name: str) -> None:
        """Register a function for SQL: ``name(features)`` is a struct that explains a prediction.

        Its fields are ``prediction``, ``rival``, ``lead``, ``certifiedRadius``, ``deciders`` (an
        array of structs with ``logit``, ``layer``, ``unit`` and ``slope``), ``smallestChange``,
        ``changed`` and ``changedPrediction``. The search takes about a second a row.

        Parameters
        ----------
        name : str
            what SQL calls the function

        Raises
        ------
        InvalidInputException
            in a session of Spark Connect, or when the model has thresholds
        """
        if is_remote():
            raise InvalidInputException(
                "Spark Connect cannot register a function of Java's: explain rows in Java"
            )
        java: Any = self._to_java()
        java.registerExplanation(SparkSession.active()._jsparkSession, name)

    def exportOnnx(self, path: str) -> None:
        """Write the model as an ONNX file, which runtimes without Spark score and certify with.

        Its input is ``inputs``, an array of float32 with a row for each example. Its outputs are
        ``logits``, ``probability``, ``prediction`` and ``certified_radius``.

        Parameters
        ----------
        path : str
            any Hadoop path, at which nothing is yet

        Raises
        ------
        InvalidInputException
            when the path is taken, the model has thresholds, or in a session of Spark Connect
        """
        self._exportable().exportOnnx(path)

    def exportScorer(self, path: str) -> None:
        """Write the model as a file for ``org.linfnet.scorer.Scorer``, a Java class without Spark.

        Parameters
        ----------
        path : str
            any Hadoop path, at which nothing is yet

        Raises
        ------
        InvalidInputException
            when the path is taken, the model has thresholds, or in a session of Spark Connect
        """
        self._exportable().exportScorer(path)

    def _exportable(self) -> Any:
        if is_remote():
            raise InvalidInputException(
                "Spark Connect cannot export a model: save it, and run submit/export.sh"
            )
        return self._to_java()

    @classmethod
    def read(cls) -> JavaMLReader[LinfDistClassificationModel]:
        """Return what reads a model that Python, Java or ``submit/train.sh`` saved."""
        require_jar()
        return super().read()


class LinfDistClassifier(
    ClassifierParams,
    _JavaProbabilisticClassifier[LinfDistClassificationModel],
    JavaMLReadable["LinfDistClassifier"],
    JavaMLWritable,
):
    """Train an l-infinity distance net, whose predictions have certified radii.

    The model's bits depend on the rows, the Params and the seed alone: neither on the order or
    the partitioning of the rows, nor on the machines, nor on the language that ``fit`` is called
    from.
    """

    def _create_model(self, java_model: Any) -> LinfDistClassificationModel:
        return LinfDistClassificationModel(java_model)

    @classmethod
    def read(cls) -> JavaMLReader[LinfDistClassifier]:
        """Return what reads a classifier that Python or Java saved."""
        require_jar()
        return super().read()


class CertifiedAccuracyEvaluator(
    EvaluatorParams,
    JavaEvaluator,
    JavaMLReadable["CertifiedAccuracyEvaluator"],
    JavaMLWritable,
):
    """The fraction of rows that are classified rightly and proved to stay so within epsilon.

    At epsilon 0 it is accuracy. It is NaN of a table without rows.
    """

    def isLargerBetter(self) -> bool:
        """Return True."""
        return True

    @classmethod
    def read(cls) -> JavaMLReader[CertifiedAccuracyEvaluator]:
        """Return what reads an evaluator that Python or Java saved."""
        require_jar()
        return super().read()
