package org.linfnet.ml

import org.apache.spark.ml.param.{DoubleParam, IntParam, Param, ParamValidators}
import org.apache.spark.ml.param.shared._

import org.linfnet.dataset.InvalidRows
import org.linfnet.train.RecipeKey

/**
 * The Params that [[LinfDistClassifier]] and [[LinfDistClassificationModel]] have beside those of
 * every classifier of Spark. A Param that is a key of recipes has its text, range and default from
 * [[RecipeKey]].
 */
trait LinfDistParams
    extends HasWeightCol
    with HasValidationIndicatorCol
    with HasMaxIter
    with HasStepSize
    with HasSeed {

  /** The column for the certified radius. */
  final val certifiedRadiusCol: Param[String] = new Param(
    this,
    "certifiedRadiusCol",
    "certified radius column name: no change of the features within this radius changes the " +
      "prediction")

  /** What becomes of rows with null, NaN or infinity: error, skip or keep. */
  final val handleInvalid: Param[String] = new Param(
    this,
    "handleInvalid",
    "what to do with rows that hold null, NaN or infinity: 'error' (throw), 'skip' (leave the " +
      "row out), 'keep' (predict NaN, certify 0; in fit as 'skip')",
    ParamValidators.inArray(InvalidRows.names))

  /** The epochs without a better validation score that end training. */
  final val patience: IntParam = new IntParam(
    this,
    "patience",
    "epochs without a better validation score that end training, counted once p has reached " +
      "endP (> 0); without validationIndicatorCol all epochs run",
    ParamValidators.gt(0))

  /** The most classes that labels may imply. */
  final val maxNumClasses: IntParam = new IntParam(
    this,
    "maxNumClasses",
    "the most classes that are taken from the largest label, where neither numClasses nor the " +
      "label's metadata says how many there are (>= 2)",
    ParamValidators.gtEq(2))

  /** How features are scaled: automatic, byFeature, alike or none. */
  final val featureScaling: Param[String] = RecipeParams.choice(this, RecipeKey.FEATURE_SCALING)

  /** What is trained: distance, head, groupsort, natural, ibp, crown-ibp or cap. */
  final val method: Param[String] = RecipeParams.choice(this, RecipeKey.METHOD)

  /** The hidden layers. */
  final val hiddenLayers: IntParam = RecipeParams.wholeNumber(this, RecipeKey.HIDDEN_LAYERS)

  /** The neurons of a hidden layer. */
  final val width: IntParam = RecipeParams.wholeNumber(this, RecipeKey.WIDTH)

  /** How many networks are trained, whose logits are averaged. */
  final val members: IntParam = RecipeParams.wholeNumber(this, RecipeKey.MEMBERS)

  /** The most examples of a step. */
  final val batchSize: IntParam = RecipeParams.wholeNumber(this, RecipeKey.BATCH)

  /** The parts that examples are dealt to. */
  final val shards: IntParam = RecipeParams.wholeNumber(this, RecipeKey.SHARDS)

  /** The margin that training asks for. */
  final val margin: DoubleParam = RecipeParams.number(this, RecipeKey.MARGIN)

  /** The radius that validation certifies at. */
  final val epsilon: DoubleParam = RecipeParams.number(this, RecipeKey.EPSILON)

  /** The p that training starts with. */
  final val startP: DoubleParam = RecipeParams.number(this, RecipeKey.P_START)

  /** The p that training ends with. */
  final val endP: DoubleParam = RecipeParams.number(this, RecipeKey.P_END)

  /** The border that random crops are taken out of. */
  final val cropPadding: IntParam = RecipeParams.wholeNumber(this, RecipeKey.CROP_PADDING)

  /** What the border of crops is made of: zero or edge. */
  final val cropBorder: Param[String] = RecipeParams.choice(this, RecipeKey.CROP_BORDER)

  /** How likely an image is mirrored. */
  final val mirrorChance: DoubleParam = RecipeParams.number(this, RecipeKey.MIRROR_CHANCE)

  def getCertifiedRadiusCol: String = $(certifiedRadiusCol)
  def getHandleInvalid: String = $(handleInvalid)
  def getPatience: Int = $(patience)
  def getMaxNumClasses: Int = $(maxNumClasses)
  def getFeatureScaling: String = $(featureScaling)
  def getMethod: String = $(method)
  def getHiddenLayers: Int = $(hiddenLayers)
  def getWidth: Int = $(width)
  def getMembers: Int = $(members)
  def getBatchSize: Int = $(batchSize)
  def getShards: Int = $(shards)
  def getMargin: Double = $(margin)
  def getEpsilon: Double = $(epsilon)
  def getStartP: Double = $(startP)
  def getEndP: Double = $(endP)
  def getCropPadding: Int = $(cropPadding)
  def getCropBorder: String = $(cropBorder)
  def getMirrorChance: Double = $(mirrorChance)
}
