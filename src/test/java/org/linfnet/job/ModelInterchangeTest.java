package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.ml.LinfDistClassifier;
import org.linfnet.network.Margin;

/** Models of the jobs in Spark ML, and models of Spark ML in the jobs. */
class ModelInterchangeTest {

  private static final int IMAGES = 60;

  private static SparkSession spark;
  private static Dataset<Row> images;

  @TempDir static Path directory;

  @BeforeAll
  static void writeData() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    new SplitTable(new Strokes(1).draw(Split.TRAIN, IMAGES).toSplit())
        .write(new org.apache.hadoop.fs.Path(directory.resolve("images").toUri()), spark);
    images = spark.read().parquet(path("images"));
    Files.writeString(
        directory.resolve("recipe.conf"),
        "network { hidden-layers = 1, width = 8 }, epochs = 2, batch = 30,"
            + " p { rises-from = 0, rises-until = 2 }, learning-rate.falls-from = 2\n");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void aModelOfTheTrainJobPredictsInSparkMlAsItsNetworkDoes() throws Exception {
    Arguments options =
        Arguments.NONE
            .with("recipe", path("recipe.conf"))
            .with("train", path("images"))
            .with("model", path("of-the-job"));
    new TrainJob().run(options, spark);
    LinfDistClassificationModel loaded = LinfDistClassificationModel.load(path("of-the-job"));

    assertThat(predictions(loaded.transform(images)))
        .isEqualTo(predictions(loaded.trained().network()));
  }

  @Test
  void aModelOfTheEstimatorIsEvaluatedByTheEvaluateJob() throws Exception {
    LinfDistClassificationModel fitted =
        new LinfDistClassifier()
            .setFeaturesCol("pixels")
            .setHiddenLayers(1)
            .setWidth(8)
            .setMaxIter(2)
            .fit(images);
    fitted.write().save(path("of-the-estimator"));
    Arguments options =
        Arguments.NONE
            .with("model", path("of-the-estimator"))
            .with("data", path("images"))
            .with("output", path("results"))
            .with("epsilon", "0.1");
    new EvaluateJob().run(options, spark);

    assertThat(predictions(spark.read().parquet(path("results/predictions"))))
        .isEqualTo(predictions(fitted.transform(images)));
  }

  private static Map<Long, Integer> predictions(Dataset<Row> scored) {
    Map<Long, Integer> predictions = new HashMap<>();
    scored
        .select("id", "prediction")
        .collectAsList()
        .forEach(row -> predictions.put(row.getLong(0), ((Number) row.get(1)).intValue()));
    assertThat(predictions).hasSize(IMAGES);
    return predictions;
  }

  private static Map<Long, Integer> predictions(EncodedNetwork network) {
    AttackedNetwork scorer = new AttackedNetwork(network, Kernels.ofThisJvm(), 1);
    double[] values = new double[scorer.inputs()];
    Map<Long, Integer> predictions = new HashMap<>();
    for (Row row : images.select("id", "pixels").collectAsList()) {
      StoredValues stored = StoredValues.of(row.<byte[]>getAs(1), scorer.inputs());
      network.encoding().toUser(stored, 0, values, 0);
      float[] logits = scorer.logits(values, 1);
      predictions.put(row.getLong(0), Margin.prediction(logits, 0, scorer.classes()));
    }
    return predictions;
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }
}
