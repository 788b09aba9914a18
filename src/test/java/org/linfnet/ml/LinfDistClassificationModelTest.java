package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.ImageShape;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Split;
import org.linfnet.data.Standardisation;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.StartingWeights;
import org.linfnet.train.TrainedNetwork;

class LinfDistClassificationModelTest {

  private static final DatasetDescription DESCRIPTION =
      new DatasetDescription(
          "small", Split.TRAIN, new ImageShape(2, 3), 3, new Standardisation(0.25f, 0.5f));

  private static SparkSession spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void isTheSameAfterSavingAndLoading() throws IOException {
    NetworkShape wide = new NetworkShape(6, 2, 300, 3);
    NetworkState state = StartingWeights.NORMAL.draw(wide, new Random(2));
    state.means()[299] = 7;
    LinfDistClassificationModel model =
        new LinfDistClassificationModel(new TrainedNetwork(wide, state, DESCRIPTION))
            .setPredictionCol("digit");

    model.save(directory.resolve("model").toString());
    LinfDistClassificationModel loaded =
        LinfDistClassificationModel.load(directory.resolve("model").toString());

    assertThat(loaded.uid()).isEqualTo(model.uid());
    assertThat(loaded.getPredictionCol()).isEqualTo("digit");
    assertThat(loaded.network().shape()).isEqualTo(wide);
    assertThat(loaded.network().trainedOn()).isEqualTo(DESCRIPTION);
    assertThat(loaded.network().state().parameters()).isEqualTo(state.parameters());
    assertThat(loaded.network().state().means()).isEqualTo(state.means());
  }

  @Test
  void addsPredictionAndCertifiedRadiusToEachRow() {
    List<Row> scored = model().transform(table(200)).collectAsList();

    assertThat(scored).hasSize(200);
    for (Row row : scored) {
      assertThat(row.<Double>getAs("prediction")).isIn(0.0, 1.0, 2.0);
      assertThat(row.<Double>getAs("certifiedRadius")).isBetween(0.0, 1.0);
    }
    assertThat(scored.stream().map(row -> row.<Long>getAs("id")).distinct()).hasSize(200);
  }

  @Test
  void transformsATableWithoutRows() {
    assertThat(model().transform(table(0)).columns())
        .containsExactly("id", "label", "pixels", "rawPrediction", "prediction", "certifiedRadius");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> model().transform(table(1).drop("pixels")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no column pixels");
  }

  @Test
  void aCopyKeepsNetworkAndColumns() {
    LinfDistClassificationModel model = model().setCertifiedRadiusCol("radius");
    LinfDistClassificationModel copy = model.copy(ParamMap.empty());

    assertThat(copy.transform(table(1)).columns()).contains("radius");
    assertThat(copy.network()).isEqualTo(model.network());
  }

  @Test
  void aDirectoryWithoutAModelIsNamed() {
    assertThatThrownBy(() -> LinfDistClassificationModel.load(directory.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no model at");
  }

  private static LinfDistClassificationModel model() {
    NetworkShape shape = new NetworkShape(6, 1, 5, 3);
    NetworkState state = StartingWeights.NORMAL.draw(shape, new Random(4));
    return new LinfDistClassificationModel(new TrainedNetwork(shape, state, DESCRIPTION));
  }

  private static Dataset<Row> table(int rows) {
    Random random = new Random(9);
    List<Row> examples = new ArrayList<>();
    for (long id = 0; id < rows; id++) {
      byte[] pixels = new byte[6];
      random.nextBytes(pixels);
      examples.add(RowFactory.create(id, random.nextInt(3), pixels));
    }
    return spark.createDataFrame(examples, ExampleSchema.of(DESCRIPTION));
  }
}
