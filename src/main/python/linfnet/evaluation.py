"""A model certified and attacked on a table: what ``submit/evaluate.sh`` writes, as DataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pyspark.errors import IllegalArgumentException
from pyspark.sql import DataFrame, is_remote

from org.linfnet.ml import InvalidInputException, LinfDistClassificationModel
from org.linfnet.ml._java import new_java_object

if TYPE_CHECKING:
    from typing_extensions import Self

_ATTACKS = ("none", "pgd", "strong")


def _radius(jvm: Any, epsilon: float | str) -> Any:
    try:
        return jvm.org.linfnet.WrittenNumber.of(
            epsilon if isinstance(epsilon, str) else repr(float(epsilon))
        )
    except IllegalArgumentException as failure:
        raise InvalidInputException(
            f"epsilon {epsilon} is no number: give 0.3, or a text such as '8/255'"
        ) from failure


def _each(epsilons: float | str | Sequence[float | str]) -> Sequence[float | str]:
    if isinstance(epsilons, str) or not isinstance(epsilons, Iterable):
        return [epsilons]
    return epsilons


class Evaluation:
    """A model certified and attacked on a table of examples.

    Each example is evaluated once, when a DataFrame is first read; its results are kept until
    ``close``, or until the end of a ``with`` statement. The DataFrames are of no use afterwards.

    Parameters
    ----------
    model : LinfDistClassificationModel
        names the column of features, and says what becomes of rows that cannot be scored
    dataset : DataFrame
        examples
    epsilons : float or str, or sequence of float or str
        radii, as ``0.3`` or ``"8/255"``, in the unit of the model's ``certifiedRadius``
    attack : {"none", "pgd", "strong"}
        what is tried on examples that are not certified
    seed : int
        of the attack's random numbers
    labelCol : str, optional
        the column of labels; ``label`` where the table has it, and without labels the predictions
        are certified and attacked
    idCol : str, optional
        the column of ids; ``id`` where the table has it

    Raises
    ------
    InvalidInputException
        when the table or an epsilon does not fit the model, or in a session of Spark Connect
    """

    def __init__(
        self,
        model: LinfDistClassificationModel,
        dataset: DataFrame,
        epsilons: float | str | Sequence[float | str],
        *,
        attack: str = "none",
        seed: int = 1,
        labelCol: str | None = None,
        idCol: str | None = None,
    ) -> None:
        if is_remote():
            raise InvalidInputException(
                "Spark Connect cannot certify a table at given radii: transform gives "
                "certifiedRadius there, and submit/evaluate.sh certifies in a job"
            )
        if attack not in _ATTACKS:
            raise InvalidInputException(
                f"no attack is named '{attack}': it is one of {', '.join(_ATTACKS)}"
            )
        self._spark = dataset.sparkSession
        jvm: Any = self._spark._jvm
        radii = jvm.java.util.ArrayList()
        for epsilon in _each(epsilons):
            radii.add(_radius(jvm, epsilon))
        kind = jvm.org.linfnet.attack.AttackKind.valueOf(attack.upper())
        plan = jvm.org.linfnet.evaluate.EvaluationPlan(radii, kind, seed)
        columns = jvm.org.linfnet.ml.ModelEvaluation.ExampleColumns(labelCol or "", idCol or "")
        self._java = new_java_object(
            "ModelEvaluation", model._to_java(), dataset._jdf, plan, columns
        )

    @property
    def summary(self) -> DataFrame:
        """A row for each epsilon: accuracy without and with attacks, and certified accuracy."""
        return self._table(self._java.summary())

    @property
    def predictions(self) -> DataFrame:
        """A row for each example: its prediction, margin and radii, and a status an epsilon."""
        return self._table(self._java.predictions())

    @property
    def counterexamples(self) -> DataFrame:
        """A row for each example and epsilon at which an attack broke the prediction.

        It holds the point that the attack found, in the units of the table, its class and its
        distance, and the example itself under ``original``.
        """
        return self._table(self._java.counterexamples())

    @property
    def curve(self) -> DataFrame:
        """Certified accuracy against radius."""
        return self._table(self._java.curve())

    def _table(self, java: Any) -> DataFrame:
        return DataFrame(java, self._spark)

    def close(self) -> None:
        """Drop the results, and take the network back from the executors."""
        self._java.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def certify(
    model: LinfDistClassificationModel,
    dataset: DataFrame,
    epsilons: float | str | Sequence[float | str],
    *,
    attack: str = "none",
    seed: int = 1,
    labelCol: str | None = None,
    idCol: str | None = None,
) -> DataFrame:
    """Certify a table, and attack what is not certified.

    Parameters
    ----------
    model, dataset, epsilons, attack, seed, labelCol, idCol
        as ``Evaluation`` takes them

    Returns
    -------
    DataFrame
        ``Evaluation.summary``, computed: a row for each epsilon

    Raises
    ------
    InvalidInputException
        when the table or an epsilon does not fit the model, or in a session of Spark Connect
    """
    with Evaluation(
        model, dataset, epsilons, attack=attack, seed=seed, labelCol=labelCol, idCol=idCol
    ) as evaluation:
        summary = evaluation.summary
        return dataset.sparkSession.createDataFrame(summary.collect(), summary.schema)
