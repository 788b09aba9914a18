package org.linfnet.ml;

import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;
import org.linfnet.train.NetworkBroadcast;

/** Saves a model as Spark ML does: {@code metadata/} in JSON, {@code data/} in Parquet. */
final class ModelWriter extends MLWriter {

  static final String DATA = "data";

  private final LinfDistClassificationModel model;

  ModelWriter(LinfDistClassificationModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sparkSession());
    ModelNetwork network = model.modelNetwork();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(sparkSession().sparkContext());
    NetworkBroadcast sent = new NetworkBroadcast(spark, network.shape(), network.state());
    try {
      sparkSession()
          .createDataFrame(
              NetworkTable.rows(spark, sent),
              NetworkTable.schema(network.shape(), network.inputs()))
          .write()
          .parquet(new Path(path, DATA).toString());
    } finally {
      sent.destroy();
    }
  }
}
