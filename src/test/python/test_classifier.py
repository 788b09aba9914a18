"""Training, scoring, saving and loading as a user of Spark ML does them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.feature import IndexToString, StringIndexer, VectorAssembler
from pyspark.ml.linalg import Vectors
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import BinaryType, IntegerType, LongType, StructField, StructType

import linfnet

IMAGES = str(Path(__file__).parents[1] / "resources/org/linfnet/model/first-version-images")
ADDED = ["rawPrediction", "probability", "prediction", "certifiedRadius"]


def _scores(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> list[tuple[float, ...]]:
    return sorted(
        map(tuple, model.transform(table).select("prediction", "certifiedRadius").collect())
    )


def test_transform_adds_the_prediction_and_its_radius(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    scored = model.transform(table)
    assert scored.columns == [*table.columns, *ADDED]
    unit = scored.schema["certifiedRadius"].metadata["linfnet.certifiedRadius.unit"]
    assert unit == "featureScale"
    rows = scored.collect()
    assert np.mean([row.prediction == row.label for row in rows]) > 0.9
    assert np.median([row.certifiedRadius for row in rows]) > 0


@pytest.mark.classic
def test_a_fit_has_the_bits_of_a_fit_from_java(
    spark: SparkSession, model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    java = spark._jvm.org.linfnet.ml.LinfDistClassifier()
    java.setHiddenLayers(1).setWidth(16).setMaxIter(10).setBatchSize(32).setStepSize(0.1)
    java.setMargin(1.0).setSeed(1)
    assert model.summary.sha256 == java.fit(table._jdf).summary().sha256()


@pytest.mark.classic
def test_the_default_seed_is_that_of_java(spark: SparkSession) -> None:
    java = spark._jvm.org.linfnet.ml.LinfDistClassifier()
    assert linfnet.LinfDistClassifier().getSeed() == java.getSeed()


@pytest.mark.classic
def test_the_summary_has_a_row_for_each_epoch(model: linfnet.LinfDistClassificationModel) -> None:
    summary = model.summary
    assert summary.totalIterations == 10
    assert 0.9 < summary.accuracy <= 1
    losses = [row.loss for row in summary.history.collect()]
    assert losses == summary.objectiveHistory
    assert len(losses) == 10


def test_a_model_says_what_it_is(model: linfnet.LinfDistClassificationModel) -> None:
    assert (model.numClasses, model.numFeatures) == (3, 4)
    assert "numClasses=3, numFeatures=4" in repr(model)


def test_a_row_by_itself_is_scored_as_in_a_table(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    row = model.transform(table).first()
    assert row
    features = Vectors.dense(row.features)
    assert model.predict(features) == row.prediction
    assert model.predictRaw(features) == row.rawPrediction
    assert model.predictProbability(features) == row.probability


@pytest.mark.classic
def test_a_model_is_evaluated_on_labelled_rows(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    summary = model.evaluate(table)
    assert summary.predictions.count() == table.count()
    assert summary.certifiedAccuracy(0) == summary.accuracy > 0.9
    assert 0 < summary.certifiedAccuracy(0.5) < summary.accuracy
    assert summary.logLoss > 0


def _colour_images(spark: SparkSession, count: int) -> DataFrame:
    """Images of 2 x 2 pixels, red or blue, as data-prep/prepare.sh writes them."""
    described = {"name": "colours", "split": "train", "channels": 3, "height": 2, "width": 2}
    described |= {"classes": 2, "mu": [0.4, 0.1, 0.4], "sigma": 0.3}
    schema = StructType(
        [
            StructField("id", LongType(), False),
            StructField("label", IntegerType(), False),
            StructField("pixels", BinaryType(), False, {"linfnet": described}),
        ]
    )
    rng = np.random.default_rng(1)
    rows = []
    for k in range(count):
        planes = np.full((3, 4), 20) + rng.integers(0, 40, (3, 4))
        planes[2 * (k % 2)] += 160
        rows.append((k, k % 2, bytearray(planes.astype(np.uint8).tobytes())))
    return spark.createDataFrame(rows, schema)


def test_colour_images_are_cropped_and_mirrored_in_training(spark: SparkSession) -> None:
    images = _colour_images(spark, 60)
    classifier = linfnet.LinfDistClassifier(
        featuresCol="pixels", hiddenLayers=1, width=16, maxIter=10, batchSize=16, seed=1,
        cropPadding=1, cropBorder="edge", mirrorChance=0.5,
    )  # fmt: skip
    model = classifier.fit(images)
    rows = model.transform(images).collect()
    assert (model.getCropBorder(), model.getMirrorChance()) == ("edge", 0.5)
    assert np.mean([row.prediction == row.label for row in rows]) > 0.9
    assert np.median([row.certifiedRadius for row in rows]) > 0.05


@pytest.mark.classic
def test_a_model_of_images_reads_pixels(spark: SparkSession, tmp_path: Path) -> None:
    java = spark._jvm.org.linfnet.ml.LinfDistClassificationModel
    java(java.load(IMAGES).trained()).write().save(str(tmp_path / "model"))
    loaded = linfnet.LinfDistClassificationModel.load(str(tmp_path / "model"))
    assert not loaded.isSet(loaded.featuresCol)
    assert loaded.getFeaturesCol() == loaded._to_java().getFeaturesCol() == "pixels"


def test_a_copy_has_params_of_its_own(
    model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    copied = model.copy({model.predictionCol: "other"})
    assert "other" in copied.transform(table).columns
    assert "prediction" in model.transform(table).columns


def test_float32_arrays_of_numpy_go_in(
    spark: SparkSession, classifier: linfnet.LinfDistClassifier, points: pd.DataFrame
) -> None:
    values = points.filter(like="x").to_numpy(dtype=np.float32)
    frame = pd.DataFrame({"features": list(values), "label": points["label"]})
    table = spark.createDataFrame(frame)
    assert table.schema["features"].dataType.simpleString() == "array<float>"
    assert len(_scores(classifier.fit(table), table)) == len(points)


@pytest.mark.classic
def test_sql_calls_a_model_by_name(
    spark: SparkSession, model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    model.registerFunction("classify")
    table.createOrReplaceTempView("readings")
    called = spark.sql(
        "SELECT s.prediction, s.certifiedRadius FROM (SELECT classify(features) s FROM readings)"
    )
    assert sorted(map(tuple, called.collect())) == _scores(model, table)


@pytest.mark.classic
def test_sql_explains_predictions(
    spark: SparkSession, model: linfnet.LinfDistClassificationModel, table: DataFrame
) -> None:
    model.registerExplanation("why")
    table.limit(1).createOrReplaceTempView("reading")
    (row,) = spark.sql("SELECT w.* FROM (SELECT why(features) w FROM reading)").collect()
    assert row.smallestChange > row.certifiedRadius
    assert {decider.logit for decider in row.deciders} == {row.prediction, row.rival}


def test_a_pipeline_takes_names_and_gives_names(
    spark: SparkSession,
    classifier: linfnet.LinfDistClassifier,
    points: pd.DataFrame,
    tmp_path: Path,
) -> None:
    indexer = StringIndexer(inputCol="name", outputCol="label")
    assembler = VectorAssembler(inputCols=["x0", "x1", "x2", "x3"], outputCol="features")
    names = IndexToString(inputCol="prediction", outputCol="guess", labels=["ape", "bee", "cat"])
    table = spark.createDataFrame(points.drop(columns="label"))

    fitted = Pipeline(stages=[indexer, assembler, classifier, names]).fit(table)
    fitted.save(str(tmp_path / "pipeline"))
    loaded = PipelineModel.load(str(tmp_path / "pipeline"))

    assert isinstance(loaded.stages[2], linfnet.LinfDistClassificationModel)
    rows = loaded.transform(table).collect()
    assert np.mean([row.guess == row["name"] for row in rows]) > 0.9


@pytest.mark.remote  # docs/python.md has one for the classic session
def test_cross_validation_chooses_by_certified_accuracy(
    classifier: linfnet.LinfDistClassifier, table: DataFrame
) -> None:
    grid = ParamGridBuilder().addGrid(classifier.maxIter, [1, 6]).build()
    validator = CrossValidator(
        estimator=classifier,
        estimatorParamMaps=grid,
        evaluator=linfnet.CertifiedAccuracyEvaluator(epsilon=0.1),
        numFolds=2,
        seed=1,
    )
    chosen = validator.fit(table)
    assert chosen.avgMetrics[0] < chosen.avgMetrics[1] <= 1
    assert chosen.bestModel.getPredictionCol() == "prediction"


def test_a_loaded_model_scores_as_before(
    model: linfnet.LinfDistClassificationModel, table: DataFrame, tmp_path: Path
) -> None:
    path = str(tmp_path / "model")
    model.save(path)
    loaded = linfnet.LinfDistClassificationModel.load(path)
    assert loaded.getCertifiedRadiusCol() == "certifiedRadius"
    assert _scores(loaded, table) == _scores(model, table)


@pytest.mark.classic
def test_java_loads_a_model_that_python_saved(
    spark: SparkSession, model: linfnet.LinfDistClassificationModel, tmp_path: Path
) -> None:
    path = str(tmp_path / "model")
    model.save(path)
    java = spark._jvm.org.linfnet.ml.LinfDistClassificationModel.load(path)
    assert java.trained().sha256() == model.summary.sha256


@pytest.mark.classic
def test_python_loads_a_model_that_java_saved(
    model: linfnet.LinfDistClassificationModel, table: DataFrame, tmp_path: Path
) -> None:
    path = str(tmp_path / "model")
    model._java_obj.write().save(path)
    loaded = linfnet.LinfDistClassificationModel.load(path)
    assert not loaded.hasSummary
    assert _scores(loaded, table) == _scores(model, table)


@pytest.mark.parametrize(
    "operator",
    [linfnet.LinfDistClassifier, linfnet.CertifiedAccuracyEvaluator],
)
def test_operators_are_saved_and_loaded(
    spark: SparkSession,
    operator: type[linfnet.LinfDistClassifier | linfnet.CertifiedAccuracyEvaluator],
    tmp_path: Path,
) -> None:
    saved = operator(epsilon=0.25, labelCol="truth")
    saved.write().overwrite().save(str(tmp_path / "operator"))
    loaded = operator.load(str(tmp_path / "operator"))
    assert loaded.uid == saved.uid
    assert loaded.extractParamMap() == saved.extractParamMap()
