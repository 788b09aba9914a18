package org.linfnet.ml;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.shared.HasFeaturesCol;
import org.apache.spark.ml.param.shared.HasPredictionCol;
import org.apache.spark.ml.param.shared.HasRawPredictionCol;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.Encoding;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.Network;
import org.linfnet.train.spark.NetworkBroadcast;

/**
 * A finished network as a Spark ML model. It adds to each row the logits, the predicted class, and
 * the radius within which that prediction provably cannot change.
 *
 * <p>The column of radii says its unit in its metadata, see {@link RadiusMetadata}. A column whose
 * name is empty is not added.
 */
public final class LinfDistClassificationModel extends Model<LinfDistClassificationModel>
    implements HasFeaturesCol, HasPredictionCol, HasRawPredictionCol, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final transient TrainedModel trained;
  private final Param<String> certifiedRadiusCol;
  private final Param<String> handleInvalid;
  private Param<String> featuresCol;
  private Param<String> predictionCol;
  private Param<String> rawPredictionCol;
  private transient Optional<LinfDistTrainingSummary> summary = Optional.empty();

  /** A model of this network. It reads the column {@code pixels} when the network takes images. */
  public LinfDistClassificationModel(TrainedModel trained) {
    this(Identifiable$.MODULE$.randomUID("linfDist"), trained);
    if (encoding().isStoredAsBytes()) {
      setDefault(featuresCol, ExampleSchema.PIXELS);
    }
  }

  /** For Spark Connect, which looks the class up by an instance without a network. */
  public LinfDistClassificationModel() {
    this("", null);
  }

  LinfDistClassificationModel(String uid, TrainedModel trained) {
    this.uid = uid;
    this.trained = trained;
    HasFeaturesCol.$init$(this);
    HasPredictionCol.$init$(this);
    HasRawPredictionCol.$init$(this);
    this.certifiedRadiusCol =
        new Param<>(
            this, "certifiedRadiusCol", "column for the radius that the prediction holds within");
    this.handleInvalid =
        new Param<>(
            this,
            "handleInvalid",
            "what to do with rows whose features hold null, NaN or infinity: 'error' (throw),"
                + " 'skip' (leave the row out), 'keep' (predict NaN, certify 0)",
            ParamValidators.inArray(InvalidRows.names()));
    setDefault(certifiedRadiusCol, "certifiedRadius");
    setDefault(handleInvalid, "error");
  }

  /** The network with its encoding, and how it was trained. */
  public TrainedModel trained() {
    return trained;
  }

  private Network network() {
    return trained.network().network();
  }

  private Encoding encoding() {
    return trained.network().encoding();
  }

  /** The number of classes. */
  public int numClasses() {
    return network().classes();
  }

  /** The number of features, or of pixels. */
  public int numFeatures() {
    return network().inputSize();
  }

  /** Whether the model was fitted in this program, and not loaded. */
  public boolean hasSummary() {
    return summary.isPresent();
  }

  /**
   * How training went.
   *
   * @throws IllegalStateException when the model was not fitted in this program
   */
  public LinfDistTrainingSummary summary() {
    return summary.orElseThrow(
        () -> new IllegalStateException("no training summary available for " + this));
  }

  LinfDistClassificationModel withSummary(Optional<LinfDistTrainingSummary> training) {
    summary = training;
    return this;
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

  /** The column for the certified radius. */
  public Param<String> certifiedRadiusCol() {
    return certifiedRadiusCol;
  }

  /** What becomes of rows with null, NaN or infinity: error, skip or keep. */
  public Param<String> handleInvalid() {
    return handleInvalid;
  }

  /** The column of features, or of images as bytes. */
  public LinfDistClassificationModel setFeaturesCol(String name) {
    set(featuresCol, name);
    return this;
  }

  /** The column for the predicted class. */
  public LinfDistClassificationModel setPredictionCol(String name) {
    set(predictionCol, name);
    return this;
  }

  /** The column for the logits. */
  public LinfDistClassificationModel setRawPredictionCol(String name) {
    set(rawPredictionCol, name);
    return this;
  }

  /** The column for the certified radius. */
  public LinfDistClassificationModel setCertifiedRadiusCol(String name) {
    set(certifiedRadiusCol, name);
    return this;
  }

  /** What becomes of rows with null, NaN or infinity: error, skip or keep. */
  public LinfDistClassificationModel setHandleInvalid(String value) {
    set(handleInvalid, value);
    return this;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    PartitionScorer scorer =
        new PartitionScorer(
            task(dataset.sparkSession()),
            List.copyOf(addedColumns().keySet()),
            dataset.schema().fieldIndex(getFeaturesCol()));
    return Columns.described(dataset.toDF().mapPartitions(scorer, Encoders.row(schema)), schema);
  }

  /**
   * Registers a function for SQL: {@code name(features)} is a struct of {@code prediction DOUBLE}
   * and {@code certifiedRadius DOUBLE}. Rows that cannot be scored are an error, null (skip), or
   * NaN with radius 0 (keep), as {@link #handleInvalid} says.
   */
  public void registerFunction(SparkSession spark, String name) {
    spark.udf().register(name, new ScoreFunction(task(spark)), ScoreFunction.SCHEMA);
  }

  private ScoringTask task(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new ScoringTask(
        new NetworkBroadcast(context, trained.network().state()),
        encoding(),
        new InputColumn(getFeaturesCol(), encoding().isStoredAsBytes()),
        InvalidRows.named($(handleInvalid)));
  }

  /** The types of inputs that a model of this encoding takes, for messages. */
  static String acceptedTypes(Encoding encoding) {
    return encoding.isStoredAsBytes()
        ? "images as BINARY, one byte a value"
        : "features as a VECTOR, an ARRAY<FLOAT> or an ARRAY<DOUBLE>";
  }

  @Override
  public StructType transformSchema(StructType schema) {
    StructField features = Columns.field(schema, getFeaturesCol(), "setFeaturesCol");
    if (InputColumn.of(features).bytes() != encoding().isStoredAsBytes()) {
      throw new InvalidInputException(
          "column %s is %s: the model takes %s"
              .formatted(features.name(), features.dataType().sql(), acceptedTypes(encoding())));
    }
    return Columns.add(schema, addedColumns().values());
  }

  private Map<ScoreColumn, StructField> addedColumns() {
    Map<ScoreColumn, StructField> columns = new EnumMap<>(ScoreColumn.class);
    columns.put(
        ScoreColumn.RAW_PREDICTION,
        new StructField(
            getRawPredictionCol(),
            SQLDataTypes.VectorType(),
            false,
            new AttributeGroup(getRawPredictionCol(), numClasses()).toMetadata()));
    columns.put(
        ScoreColumn.PREDICTION,
        new StructField(
            getPredictionCol(),
            DataTypes.DoubleType,
            false,
            NominalAttribute.defaultAttr().withNumValues(numClasses()).toMetadata()));
    columns.put(
        ScoreColumn.CERTIFIED_RADIUS,
        new StructField(
            $(certifiedRadiusCol), DataTypes.DoubleType, false, RadiusMetadata.of(encoding())));
    columns.values().removeIf(column -> column.name().isEmpty());
    return columns;
  }

  @Override
  public LinfDistClassificationModel copy(ParamMap extra) {
    LinfDistClassificationModel copied =
        copyValues(new LinfDistClassificationModel(uid, trained), extra);
    return copied.setParent(parent()).withSummary(summary);
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  @Override
  public String toString() {
    return "LinfDistClassificationModel: uid=%s, numClasses=%d, numFeatures=%d"
        .formatted(uid, numClasses(), numFeatures());
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<LinfDistClassificationModel> read() {
    return new ModelReader();
  }

  /**
   * Reads a saved model.
   *
   * @throws InvalidInputException when there is none at this path, or it cannot be read
   */
  public static LinfDistClassificationModel load(String path) {
    return read().load(path);
  }
}
