package org.linfnet.ml

import org.apache.spark.ml.classification.{
  ProbabilisticClassificationModel,
  ProbabilisticClassifier
}
import org.apache.spark.ml.evaluation.Evaluator
import org.apache.spark.ml.linalg.Vector
import org.apache.spark.ml.param.{IntParam, ParamValidators}
import org.apache.spark.ml.param.shared.{HasLabelCol, HasPredictionCol, HasWeightCol}
import org.apache.spark.ml.util.{DefaultParamsWritable, MLWritable}

/**
 * What [[LinfDistClassifier]] extends. Spark's traits make their Params while the superclass is
 * built and need the uid by then, which a Java class cannot give them.
 */
abstract class ClassifierBase(override val uid: String)
    extends ProbabilisticClassifier[Vector, LinfDistClassifier, LinfDistClassificationModel]
    with LinfDistParams
    with DefaultParamsWritable {

  /** The number of classes. */
  final val numClasses: IntParam = new IntParam(
    this,
    "numClasses",
    "number of classes, labels being 0 to numClasses - 1; found in the data when it is not set",
    ParamValidators.gtEq(2))

  def getNumClasses: Int = $(numClasses)
}

/**
 * What [[LinfDistClassificationModel]] extends, for the same reason. It has no type parameters:
 * javac takes two methods of Spark's generic classes for a conflict in a class that extends them
 * directly.
 */
abstract class ClassificationModelBase(override val uid: String)
    extends ProbabilisticClassificationModel[Vector, LinfDistClassificationModel]
    with LinfDistParams
    with MLWritable

/** What [[CertifiedAccuracyEvaluator]] extends, for the same reason. */
abstract class EvaluatorBase(override val uid: String)
    extends Evaluator
    with HasLabelCol
    with HasPredictionCol
    with HasWeightCol
    with DefaultParamsWritable
