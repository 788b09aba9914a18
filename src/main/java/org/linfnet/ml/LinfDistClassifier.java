package org.linfnet.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.model.TrainedModel;
import org.linfnet.train.spark.Trainer;

/**
 * Trains an l-infinity distance net, or the network that {@link #setMethod} names. The model gives
 * each prediction a radius within which it provably cannot change.
 *
 * <p>The model's bits depend on the rows, the Params and the seed alone: neither on the order or
 * the partitioning of the rows nor on the machines.
 */
public final class LinfDistClassifier extends ClassifierBase {

  private static final long serialVersionUID = 1;

  /** With a random uid. */
  public LinfDistClassifier() {
    this(Identifiable$.MODULE$.randomUID("linfDist"));
  }

  /** With this uid. */
  public LinfDistClassifier(String uid) {
    super(uid);
    RecipeParams.setDefaults(this);
    setDefault(certifiedRadiusCol(), ScoreFunction.CERTIFIED_RADIUS);
    setDefault(handleInvalid(), "error");
    setDefault(patience(), 5);
    setDefault(maxNumClasses(), 1000);
  }

  /**
   * Trains a model, which then gets the Params of this classifier.
   *
   * @throws InvalidInputException when the rows cannot be trained on, or training diverges
   */
  @Override
  public LinfDistClassificationModel train(Dataset<?> dataset) {
    Trainer.Outcome outcome = outcome(dataset.toDF());
    TrainedModel trained =
        new TrainedModel(outcome.network(), outcome.recipe().entries(), outcome.temperature());
    return new LinfDistClassificationModel(uid(), trained)
        .fittedBy(new LinfDistTrainingSummary.EndedFit(dataset, outcome.history()));
  }

  /** Training; a mistake in the rows comes without what Spark wraps around it. */
  private Trainer.Outcome outcome(Dataset<Row> rows) {
    try {
      return new Fit(this, rows).run();
    } catch (Exception fault) { // Spark throws checked exceptions that its Java signatures hide.
      for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidInputException mistake) {
          throw mistake;
        }
      }
      throw fault;
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return new FitSchema(this).checked(schema);
  }

  @Override
  public LinfDistClassifier copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<LinfDistClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved classifier. */
  public static LinfDistClassifier load(String path) {
    return read().load(path);
  }

  /** The column of weights, numeric and at least 0. */
  public LinfDistClassifier setWeightCol(String value) {
    set(weightCol(), value);
    return this;
  }

  /** The boolean column that is true for rows to validate with. */
  public LinfDistClassifier setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return this;
  }

  /**
   * What is trained: {@code distance}, {@code head}, {@code groupsort}, {@code natural}, {@code
   * ibp}, {@code crown-ibp} or {@code cap}.
   */
  public LinfDistClassifier setMethod(String value) {
    set(method(), value);
    return this;
  }

  /** The epochs. */
  public LinfDistClassifier setMaxIter(int value) {
    set(maxIter(), value);
    return this;
  }

  /** The learning rate that training starts with. */
  public LinfDistClassifier setStepSize(double value) {
    set(stepSize(), value);
    return this;
  }

  /** Where all that is random is drawn from. */
  public LinfDistClassifier setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /** The column for the certified radius. */
  public LinfDistClassifier setCertifiedRadiusCol(String value) {
    set(certifiedRadiusCol(), value);
    return this;
  }

  /** What becomes of rows with null, NaN or infinity: error, skip or keep. */
  public LinfDistClassifier setHandleInvalid(String value) {
    set(handleInvalid(), value);
    return this;
  }

  /** How features are scaled: automatic, byFeature, alike or none. */
  public LinfDistClassifier setFeatureScaling(String value) {
    set(featureScaling(), value);
    return this;
  }

  /** The number of classes. */
  public LinfDistClassifier setNumClasses(int value) {
    set(numClasses(), value);
    return this;
  }

  /** The hidden layers. */
  public LinfDistClassifier setHiddenLayers(int value) {
    set(hiddenLayers(), value);
    return this;
  }

  /** The neurons of a hidden layer. */
  public LinfDistClassifier setWidth(int value) {
    set(width(), value);
    return this;
  }

  /** The most examples of a step. */
  public LinfDistClassifier setBatchSize(int value) {
    set(batchSize(), value);
    return this;
  }

  /** The parts that examples are dealt to. */
  public LinfDistClassifier setShards(int value) {
    set(shards(), value);
    return this;
  }

  /** The most classes that the largest label may imply. */
  public LinfDistClassifier setMaxNumClasses(int value) {
    set(maxNumClasses(), value);
    return this;
  }

  /** The margin that training asks for. */
  public LinfDistClassifier setMargin(double value) {
    set(margin(), value);
    return this;
  }

  /** The radius that validation certifies at. */
  public LinfDistClassifier setEpsilon(double value) {
    set(epsilon(), value);
    return this;
  }

  /** The p that training starts with. */
  public LinfDistClassifier setStartP(double value) {
    set(startP(), value);
    return this;
  }

  /** The p that training ends with. */
  public LinfDistClassifier setEndP(double value) {
    set(endP(), value);
    return this;
  }

  /** The epochs without a better validation score that end training. */
  public LinfDistClassifier setPatience(int value) {
    set(patience(), value);
    return this;
  }

  /** How many networks are trained, whose logits are averaged. */
  public LinfDistClassifier setMembers(int value) {
    set(members(), value);
    return this;
  }

  /** The border that random crops are taken out of. */
  public LinfDistClassifier setCropPadding(int value) {
    set(cropPadding(), value);
    return this;
  }

  /** What the border of crops is made of: zero or edge. */
  public LinfDistClassifier setCropBorder(String value) {
    set(cropBorder(), value);
    return this;
  }

  /** How likely an image is mirrored, left to right, each time that it is trained on. */
  public LinfDistClassifier setMirrorChance(double value) {
    set(mirrorChance(), value);
    return this;
  }
}
