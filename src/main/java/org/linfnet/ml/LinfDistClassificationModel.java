package org.linfnet.ml;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasFeaturesCol;
import org.apache.spark.ml.param.shared.HasPredictionCol;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;
import org.linfnet.train.NetworkBroadcast;
import org.linfnet.train.TrainedNetwork;

/**
 * A finished network as a Spark ML model. It adds to each row the predicted class and the radius,
 * in pixel units, within which that prediction provably cannot change.
 */
public final class LinfDistClassificationModel extends Model<LinfDistClassificationModel>
    implements HasFeaturesCol, HasPredictionCol, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final transient TrainedNetwork network;
  private final Param<String> certifiedRadiusCol;
  private Param<String> featuresCol;
  private Param<String> predictionCol;

  /** A model of this network. */
  public LinfDistClassificationModel(TrainedNetwork network) {
    this(Identifiable$.MODULE$.randomUID("linfDist"), network);
  }

  LinfDistClassificationModel(String uid, TrainedNetwork network) {
    this.uid = uid;
    this.network = network;
    HasFeaturesCol.$init$(this);
    HasPredictionCol.$init$(this);
    this.certifiedRadiusCol =
        new Param<>(
            this, "certifiedRadiusCol", "column for the radius that the prediction holds within");
    setDefault(featuresCol, ExampleSchema.PIXELS);
    setDefault(certifiedRadiusCol, "certifiedRadius");
  }

  /** The network itself. */
  public TrainedNetwork network() {
    return network;
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

  /** The column for the certified radius. */
  public Param<String> certifiedRadiusCol() {
    return certifiedRadiusCol;
  }

  /** The column of images, row-major, one byte a pixel. */
  public LinfDistClassificationModel setFeaturesCol(String name) {
    set(featuresCol, name);
    return this;
  }

  /** The column for the predicted class. */
  public LinfDistClassificationModel setPredictionCol(String name) {
    set(predictionCol, name);
    return this;
  }

  /** The column for the certified radius. */
  public LinfDistClassificationModel setCertifiedRadiusCol(String name) {
    set(certifiedRadiusCol, name);
    return this;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    Dataset<Row> rows = dataset.toDF();
    NetworkBroadcast sent =
        new NetworkBroadcast(
            JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext()),
            network.shape(),
            network.state());
    int featuresAt = dataset.schema().fieldIndex(getFeaturesCol());
    return rows.mapPartitions(
        new PartitionScorer(sent, network.trainedOn(), featuresAt), Encoders.row(schema));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    String features = getFeaturesCol();
    if (!Arrays.asList(schema.fieldNames()).contains(features)) {
      throw new InvalidInputException(
          "there is no column %s among %s: name it with setFeaturesCol"
              .formatted(features, String.join(", ", schema.fieldNames())));
    }
    if (!schema.apply(features).dataType().equals(DataTypes.BinaryType)) {
      throw new InvalidInputException(
          "column %s is %s: images are BINARY, one byte a pixel"
              .formatted(features, schema.apply(features).dataType().sql()));
    }
    return schema
        .add(getPredictionCol(), DataTypes.DoubleType, false)
        .add($(certifiedRadiusCol), DataTypes.DoubleType, false);
  }

  @Override
  public LinfDistClassificationModel copy(ParamMap extra) {
    LinfDistClassificationModel copied =
        copyValues(new LinfDistClassificationModel(uid, network), extra);
    return copied.setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<LinfDistClassificationModel> read() {
    return new ModelReader();
  }

  /**
   * Reads a saved model.
   *
   * @throws InvalidInputException when there is none at this path
   */
  public static LinfDistClassificationModel load(String path) {
    return read().load(path);
  }
}
