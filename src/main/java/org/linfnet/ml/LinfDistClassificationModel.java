package org.linfnet.ml;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.Network;
import org.linfnet.scorer.Decision;
import org.linfnet.train.spark.NetworkBroadcast;
import org.linfnet.train.spark.TableColumns;
import scala.collection.immutable.Seq;

/**
 * A finished network as a Spark ML model. It adds to each row the logits, the probabilities, the
 * predicted class, and the radius within which that prediction provably cannot change. Each column
 * is a function of the features alone, and a row is scored once for all of them.
 *
 * <p>The column of radii says its unit in its metadata, see {@link RadiusMetadata}. A column whose
 * name is empty is not added. With thresholds, the radius is that of the class which they choose.
 */
@DefaultSerializer(JavaSerializer.class) // Kryo cannot write records.
public final class LinfDistClassificationModel extends ClassificationModelBase {

  private static final long serialVersionUID = 2;
  private static final double WHITE = 255;

  private final TrainedModel trained;
  private transient LinfDistTrainingSummary.EndedFit fit;
  private transient ThreadLocal<RowScorer> scorers;

  /** A model of this network. It reads the column {@code pixels} when the network takes images. */
  public LinfDistClassificationModel(TrainedModel trained) {
    this(Identifiable$.MODULE$.randomUID("linfDist"), trained);
    if (encoding().isStoredAsBytes()) {
      setDefault(featuresCol(), ExampleSchema.PIXELS);
    }
  }

  /** For Spark Connect, which looks the class up by an instance without a network. */
  public LinfDistClassificationModel() {
    super("");
    this.trained = null;
  }

  LinfDistClassificationModel(String uid, TrainedModel trained) {
    super(uid);
    this.trained = trained;
    setDefault(certifiedRadiusCol(), ScoreFunction.CERTIFIED_RADIUS);
    setDefault(handleInvalid(), "error");
    RecipeParams.set(this, trained.recipe());
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
  @Override
  public int numClasses() {
    return network().classes();
  }

  /** The number of features, or of pixels. */
  @Override
  public int numFeatures() {
    return network().inputSize();
  }

  /** Whether the model was fitted in this program, and not loaded. */
  public boolean hasSummary() {
    return fit != null;
  }

  /**
   * How training went, and how well the model does on the rows that it was fitted on.
   *
   * @throws IllegalStateException when the model was not fitted in this program
   */
  public LinfDistTrainingSummary summary() {
    if (fit == null) {
      throw new IllegalStateException("no training summary available for " + this);
    }
    return new LinfDistTrainingSummary(withNamedColumns(), fit);
  }

  LinfDistClassificationModel fittedBy(LinfDistTrainingSummary.EndedFit ended) {
    fit = ended;
    return this;
  }

  /** The column for the certified radius. */
  public LinfDistClassificationModel setCertifiedRadiusCol(String name) {
    set(certifiedRadiusCol(), name);
    return this;
  }

  /** What becomes of rows with null, NaN or infinity: error, skip or keep. */
  public LinfDistClassificationModel setHandleInvalid(String value) {
    set(handleInvalid(), value);
    return this;
  }

  /**
   * The table with the columns that this model adds.
   *
   * @throws InvalidInputException when the column of features is missing or of another type, a
   *     column to be added is there already, or the thresholds are not one a class
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    DataType type = featuresField(dataset.schema()).dataType();
    ScoreFunction function = scoreFunction(sent(dataset.sparkSession()), type);
    Expression features =
        ExpressionUtils.expression(
            functions.col(TableColumns.reference(dataset.schema(), getFeaturesCol())));
    Column score = ExpressionUtils.column(function.struct(features));
    Stream<Column> added =
        new ScoredColumns(this)
            .byField().entrySet().stream()
                .map(
                    entry ->
                        score
                            .getField(entry.getKey())
                            .as(entry.getValue().name(), entry.getValue().metadata()));
    Dataset<Row> scorable =
        InvalidRows.named(getHandleInvalid()) == InvalidRows.SKIP
            ? dataset.toDF().where(ExpressionUtils.column(function.usable(features)))
            : dataset.toDF();
    return scorable.select(
        Stream.concat(Stream.of(functions.col("*")), added).toArray(Column[]::new));
  }

  /**
   * How well the model does on labelled rows. Columns whose names are empty get names.
   *
   * @throws InvalidInputException as {@link #transform} does, and when there is no column of labels
   */
  public LinfDistClassificationSummary evaluate(Dataset<?> dataset) {
    LinfDistClassificationModel named = withNamedColumns();
    named.transformSchema(dataset.schema());
    Columns.numeric(dataset.schema(), getLabelCol(), "setLabelCol");
    return new LinfDistClassificationSummary(named, dataset);
  }

  private LinfDistClassificationModel withNamedColumns() {
    LinfDistClassificationModel named = copy(ParamMap.empty());
    for (Param<String> column :
        List.of(rawPredictionCol(), probabilityCol(), predictionCol(), certifiedRadiusCol())) {
      if (getOrDefault(column).isEmpty()) {
        named.set(named.getParam(column.name()), uid() + "_" + column.name());
      }
    }
    return named;
  }

  /**
   * Registers a function for SQL: {@code name(features)} is a struct of {@code rawPrediction
   * VECTOR}, {@code probability VECTOR}, {@code prediction DOUBLE} and {@code certifiedRadius
   * DOUBLE}. Rows that cannot be scored are an error, null (skip), or NaN with radius 0 (keep), as
   * {@link #handleInvalid} says.
   */
  public void registerFunction(SparkSession spark, String name) {
    NetworkBroadcast sent = sent(spark);
    ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .functionRegistry()
        .createOrReplaceTempFunction(name, arguments -> call(sent, name, arguments), "java_udf");
  }

  /** A call of a registered function. */
  private Expression call(NetworkBroadcast sent, String name, Seq<Expression> arguments) {
    if (arguments.size() != 1) {
      throw new InvalidInputException(
          "%s was called with %d arguments: it takes the features alone"
              .formatted(name, arguments.size()));
    }
    Expression features = arguments.head();
    requireInputs("the argument of " + name, features.dataType());
    return scoreFunction(sent, features.dataType()).struct(features);
  }

  /**
   * Writes the model as an ONNX file, whose inputs and outputs are those of {@link
   * org.linfnet.onnx.OnnxModel}.
   *
   * @param path any Hadoop path, at which nothing is yet
   * @throws InvalidInputException when the path is taken or cannot be written, or the model has
   *     thresholds
   * @throws IOException when there is no such file system
   */
  public void exportOnnx(String path) throws IOException {
    ExportFormat.ONNX.write(this, path);
  }

  /**
   * Writes the model as a file for {@link org.linfnet.scorer.Scorer}, which needs no Spark.
   *
   * @param path any Hadoop path, at which nothing is yet
   * @throws InvalidInputException when the path is taken or cannot be written, or the model has
   *     thresholds
   * @throws IOException when there is no such file system
   */
  public void exportScorer(String path) throws IOException {
    ExportFormat.SCORER.write(this, path);
  }

  /**
   * Registers a function for SQL: {@code name(features)} is a struct that explains the prediction
   * for a row as {@link org.linfnet.explain.Explanation} does, in about a second a row.
   *
   * @throws InvalidInputException when the model has thresholds
   */
  public void registerExplanation(SparkSession spark, String name) {
    spark.udf().register(name, ExplainFunction.of(this, spark), ExplainFunction.SCHEMA);
  }

  private NetworkBroadcast sent(SparkSession spark) {
    return new NetworkBroadcast(
        JavaSparkContext.fromSparkContext(spark.sparkContext()), trained.network().state());
  }

  private ScoreFunction scoreFunction(NetworkBroadcast sent, DataType type) {
    return new ScoreFunction(
        sent, encoding(), inputColumn(), type, InvalidRows.named(getHandleInvalid()), decision());
  }

  private InputColumn inputColumn() {
    return new InputColumn(getFeaturesCol(), encoding().isStoredAsBytes());
  }

  private Decision decision() {
    double[] chosen = isDefined(thresholds()) ? getThresholds() : new double[0];
    return new Decision(trained.temperature(), chosen, numClasses());
  }

  /**
   * The logits of a row, in network units; NaN for one that cannot be scored, unless that is an
   * error.
   *
   * @param features as the column holds them; of an image, its bytes as numbers from 0 to 255
   */
  @Override
  public Vector predictRaw(Vector features) {
    Object stored = inputColumn().bytes() ? bytes(features) : features;
    Optional<double[]> logits = scorer().logits(stored);
    if (logits.isEmpty()) {
      InvalidRows.named(getHandleInvalid()).requireAllowed(scorer().fault(stored));
    }
    return Vectors.dense(logits.orElseGet(this::noLogits));
  }

  private double[] noLogits() {
    double[] none = new double[numClasses()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /** The bytes of an image; null for null. */
  private static byte[] bytes(Vector pixels) {
    if (pixels == null) {
      return null;
    }
    byte[] bytes = new byte[pixels.size()];
    for (int i = 0; i < bytes.length; i++) {
      double value = pixels.apply(i);
      if (value != Math.rint(value) || value < 0 || value > WHITE) {
        throw new InvalidInputException(
            "a pixel is no byte: the model takes an image as whole numbers from 0 to 255");
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private synchronized RowScorer scorer() {
    if (scorers == null) {
      scorers =
          ThreadLocal.withInitial(
              () ->
                  new RowScorer(trained.network(), inputColumn(), decision(), Kernels.ofThisJvm()));
    }
    return scorers.get();
  }

  /** Turns logits into probabilities where they stand. */
  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] logits = ((DenseVector) raw).values();
    System.arraycopy(decision().probabilities(logits), 0, logits, 0, logits.length);
    return raw;
  }

  @Override
  public double raw2prediction(Vector raw) {
    return Double.isNaN(raw.apply(0)) ? Double.NaN : decision().prediction(raw.toArray());
  }

  /** The types of inputs that a model of this encoding takes, for messages. */
  static String acceptedTypes(Encoding encoding) {
    return encoding.isStoredAsBytes()
        ? "images as BINARY, one byte a value"
        : "features as a VECTOR, an ARRAY<FLOAT> or an ARRAY<DOUBLE>";
  }

  @Override
  public StructType transformSchema(StructType schema) {
    StructField features = featuresField(schema);
    requireInputs("column " + features.name(), features.dataType());
    return Columns.add(schema, new ScoredColumns(this).byField().values());
  }

  private StructField featuresField(StructType schema) {
    return Columns.field(schema, getFeaturesCol(), "setFeaturesCol");
  }

  private void requireInputs(String what, DataType type) {
    if (!InputColumn.holds(type, encoding().isStoredAsBytes())) {
      throw new InvalidInputException(
          "%s is %s: the model takes %s".formatted(what, type.sql(), acceptedTypes(encoding())));
    }
  }

  @Override
  public LinfDistClassificationModel copy(ParamMap extra) {
    LinfDistClassificationModel copied =
        copyValues(new LinfDistClassificationModel(uid(), trained), extra);
    return copied.setParent(parent()).fittedBy(fit);
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  @Override
  public String toString() {
    if (trained == null) {
      return "LinfDistClassificationModel: without a network";
    }
    return "LinfDistClassificationModel: uid=%s, numClasses=%d, numFeatures=%d"
        .formatted(uid(), numClasses(), numFeatures());
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
