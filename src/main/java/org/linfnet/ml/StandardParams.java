package org.linfnet.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasFeaturesCol;
import org.apache.spark.ml.param.shared.HasLabelCol;
import org.apache.spark.ml.param.shared.HasMaxIter;
import org.apache.spark.ml.param.shared.HasPredictionCol;
import org.apache.spark.ml.param.shared.HasRawPredictionCol;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.param.shared.HasStepSize;
import org.apache.spark.ml.param.shared.HasValidationIndicatorCol;
import org.apache.spark.ml.param.shared.HasWeightCol;

/**
 * The Params of {@link LinfDistClassifier} that Spark ML has names for. Its traits make them once
 * the uid is known, and hand them over by the setters with long names.
 */
public abstract class StandardParams extends Estimator<LinfDistClassificationModel>
    implements HasFeaturesCol,
        HasLabelCol,
        HasPredictionCol,
        HasRawPredictionCol,
        HasWeightCol,
        HasValidationIndicatorCol,
        HasMaxIter,
        HasStepSize,
        HasSeed {

  private static final long serialVersionUID = 1;

  private final String uid;
  private Param<String> featuresCol;
  private Param<String> labelCol;
  private Param<String> predictionCol;
  private Param<String> rawPredictionCol;
  private Param<String> weightCol;
  private Param<String> validationIndicatorCol;
  private IntParam maxIter;
  private DoubleParam stepSize;
  private LongParam seed;

  StandardParams(String uid) {
    this.uid = uid;
    HasFeaturesCol.$init$(this);
    HasLabelCol.$init$(this);
    HasPredictionCol.$init$(this);
    HasRawPredictionCol.$init$(this);
    HasWeightCol.$init$(this);
    HasValidationIndicatorCol.$init$(this);
    HasMaxIter.$init$(this);
    HasStepSize.$init$(this);
    HasSeed.$init$(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Param<String> featuresCol() {
    return featuresCol;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasFeaturesCol$_setter_$featuresCol_$eq(
      Param<String> param) {
    featuresCol = param;
  }

  @Override
  public Param<String> labelCol() {
    return labelCol;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasLabelCol$_setter_$labelCol_$eq(
      Param<String> param) {
    labelCol = param;
  }

  @Override
  public Param<String> predictionCol() {
    return predictionCol;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasPredictionCol$_setter_$predictionCol_$eq(
      Param<String> param) {
    predictionCol = param;
  }

  @Override
  public Param<String> rawPredictionCol() {
    return rawPredictionCol;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasRawPredictionCol$_setter_$rawPredictionCol_$eq(
      Param<String> param) {
    rawPredictionCol = param;
  }

  @Override
  public Param<String> weightCol() {
    return weightCol;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(
      Param<String> param) {
    weightCol = param;
  }

  @Override
  public Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  @Override
  public void
      org$apache$spark$ml$param$shared$HasValidationIndicatorCol$_setter_$validationIndicatorCol_$eq(
          Param<String> param) {
    validationIndicatorCol = param;
  }

  @Override
  public IntParam maxIter() {
    return maxIter;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasMaxIter$_setter_$maxIter_$eq(IntParam param) {
    maxIter = param;
  }

  @Override
  public DoubleParam stepSize() {
    return stepSize;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasStepSize$_setter_$stepSize_$eq(
      DoubleParam param) {
    stepSize = param;
  }

  @Override
  public LongParam seed() {
    return seed;
  }

  @Override
  public void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam param) {
    seed = param;
  }
}
