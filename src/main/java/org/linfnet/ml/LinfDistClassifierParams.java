package org.linfnet.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.FeatureScaling;

/** The Params of {@link LinfDistClassifier}, with the defaults of all. */
public abstract class LinfDistClassifierParams extends StandardParams {

  static final String BATCH_SIZE = "batchSize";

  private static final long serialVersionUID = 1;

  private final Param<String> certifiedRadiusCol;
  private final Param<String> handleInvalid;
  private final Param<String> featureScaling;
  private final IntParam numClasses;
  private final IntParam hiddenLayers;
  private final IntParam width;
  private final IntParam batchSize;
  private final IntParam shards;
  private final DoubleParam margin;
  private final DoubleParam epsilon;
  private final DoubleParam startP;
  private final DoubleParam endP;
  private final IntParam patience;
  private final IntParam cropPadding;

  LinfDistClassifierParams(String uid) {
    super(uid);
    certifiedRadiusCol =
        new Param<>(
            this,
            "certifiedRadiusCol",
            "certified radius column name: no change of the features within this "
                + "radius changes the prediction");
    handleInvalid =
        new Param<>(
            this,
            "handleInvalid",
            "what to do with rows that hold null, NaN or infinity: 'error' (throw), "
                + "'skip' (leave the row out), 'keep' (predict NaN, certify 0; in fit as "
                + "'skip')",
            ParamValidators.inArray(InvalidRows.names()));
    featureScaling =
        new Param<>(
            this,
            "featureScaling",
            "how features are scaled: 'byFeature' (each by its standard deviation; "
                + "radii count standard deviations), 'alike' (all by one scale; radii are "
                + "in the features' units), 'none'",
            ParamValidators.inArray(FeatureScaling.labels()));
    numClasses =
        new IntParam(
            this,
            "numClasses",
            "number of classes, labels being 0 to numClasses - 1; found in the data "
                + "when it is not set",
            ParamValidators.gtEq(2));
    hiddenLayers =
        new IntParam(
            this, "hiddenLayers", "number of hidden layers (>= 0)", ParamValidators.gtEq(0));
    width = new IntParam(this, "width", "neurons of a hidden layer (> 0)", ParamValidators.gt(0));
    batchSize =
        new IntParam(
            this,
            BATCH_SIZE,
            "the most examples of a step (> 0); when it is not set, a 64th of the rows, "
                + "but 32 to 1024",
            ParamValidators.gt(0));
    shards =
        new IntParam(
            this,
            "shards",
            "number of parts that the examples are dealt to (> 0), and so the most "
                + "tasks that can share a step; the model depends on it",
            ParamValidators.gt(0));
    margin =
        new DoubleParam(
            this,
            "margin",
            "margin that training asks for (> 0), in the unit of certifiedRadius; "
                + "some three times the radius that is to be certified",
            ParamValidators.gt(0));
    epsilon =
        new DoubleParam(
            this,
            "epsilon",
            "radius that validation certifies at (>= 0), in the unit of certifiedRadius",
            ParamValidators.gtEq(0));
    startP =
        new DoubleParam(
            this,
            "startP",
            "p of the l_p norms that training starts with (>= 1)",
            ParamValidators.gtEq(1));
    endP =
        new DoubleParam(
            this,
            "endP",
            "p of the l_p norms that training ends with (>= 1); the finished network "
                + "has p = infinity",
            ParamValidators.gtEq(1));
    patience =
        new IntParam(
            this,
            "patience",
            "epochs without a better validation score that end training, counted "
                + "once p has reached endP (> 0); without validationIndicatorCol all "
                + "epochs run",
            ParamValidators.gt(0));
    cropPadding =
        new IntParam(
            this,
            "cropPadding",
            "border of zero pixels that random crops of images are taken out of (>= "
                + "0); needs the shape of the images in the column's metadata",
            ParamValidators.gtEq(0));
    setDefault(maxIter(), 50);
    setDefault(stepSize(), 0.03);
    setDefault(certifiedRadiusCol, "certifiedRadius");
    setDefault(handleInvalid, "error");
    setDefault(featureScaling, "byFeature");
    setDefault(hiddenLayers, 2);
    setDefault(width, 128);
    setDefault(shards, 2);
    setDefault(margin, 0.5);
    setDefault(epsilon, 0.1);
    setDefault(startP, 4.0);
    setDefault(endP, 100.0);
    setDefault(patience, 5);
    setDefault(cropPadding, 0);
  }

  /** The column for the certified radius. */
  public Param<String> certifiedRadiusCol() {
    return certifiedRadiusCol;
  }

  /** What becomes of rows with null, NaN or infinity: error, skip or keep. */
  public Param<String> handleInvalid() {
    return handleInvalid;
  }

  /** How features are scaled: byFeature, alike or none. */
  public Param<String> featureScaling() {
    return featureScaling;
  }

  /** The number of classes. */
  public IntParam numClasses() {
    return numClasses;
  }

  /** The hidden layers. */
  public IntParam hiddenLayers() {
    return hiddenLayers;
  }

  /** The neurons of a hidden layer. */
  public IntParam width() {
    return width;
  }

  /** The most examples of a step. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** The parts that examples are dealt to. */
  public IntParam shards() {
    return shards;
  }

  /** The margin that training asks for. */
  public DoubleParam margin() {
    return margin;
  }

  /** The radius that validation certifies at. */
  public DoubleParam epsilon() {
    return epsilon;
  }

  /** The p that training starts with. */
  public DoubleParam startP() {
    return startP;
  }

  /** The p that training ends with. */
  public DoubleParam endP() {
    return endP;
  }

  /** The epochs without a better validation score that end training. */
  public IntParam patience() {
    return patience;
  }

  /** The border that random crops are taken out of. */
  public IntParam cropPadding() {
    return cropPadding;
  }

  /** The value of {@link #certifiedRadiusCol}. */
  public String getCertifiedRadiusCol() {
    return $(certifiedRadiusCol);
  }

  /** The value of {@link #handleInvalid}. */
  public String getHandleInvalid() {
    return $(handleInvalid);
  }

  /** The value of {@link #featureScaling}. */
  public String getFeatureScaling() {
    return $(featureScaling);
  }

  /** The value of {@link #numClasses}. */
  public int getNumClasses() {
    return (Integer) $(numClasses);
  }

  /** The value of {@link #hiddenLayers}. */
  public int getHiddenLayers() {
    return (Integer) $(hiddenLayers);
  }

  /** The value of {@link #width}. */
  public int getWidth() {
    return (Integer) $(width);
  }

  /** The value of {@link #batchSize}. */
  public int getBatchSize() {
    return (Integer) $(batchSize);
  }

  /** The value of {@link #shards}. */
  public int getShards() {
    return (Integer) $(shards);
  }

  /** The value of {@link #margin}. */
  public double getMargin() {
    return (Double) $(margin);
  }

  /** The value of {@link #epsilon}. */
  public double getEpsilon() {
    return (Double) $(epsilon);
  }

  /** The value of {@link #startP}. */
  public double getStartP() {
    return (Double) $(startP);
  }

  /** The value of {@link #endP}. */
  public double getEndP() {
    return (Double) $(endP);
  }

  /** The value of {@link #patience}. */
  public int getPatience() {
    return (Integer) $(patience);
  }

  /** The value of {@link #cropPadding}. */
  public int getCropPadding() {
    return (Integer) $(cropPadding);
  }
}
