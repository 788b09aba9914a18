package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;

class LinfDistClassificationModelTest {

  private static final ImageEncoding GREY =
      new ImageEncoding(new Shape(1, 2, 3), new float[] {0.25f}, 0.5f);
  private static final ImageEncoding COLOUR =
      new ImageEncoding(new Shape(3, 1, 2), new float[] {0.5f, 0.25f, 0.75f}, 0.5f);

  private static SparkSession spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void isTheSameAfterSavingAndLoading() throws IOException {
    LinfDistClassificationModel model = model(GREY).setPredictionCol("digit");
    LinfDistClassificationModel loaded = savedAndLoaded(model);

    assertThat(loaded.uid()).isEqualTo(model.uid());
    assertThat(loaded.getPredictionCol()).isEqualTo("digit");
    assertThat(loaded.getFeaturesCol()).isEqualTo("pixels");
    assertThat(loaded.trained().network().network()).isEqualTo(model.trained().network().network());
    assertThat(loaded.trained().network().encoding()).isEqualTo(GREY);
    assertThat(loaded.trained().sha256()).isEqualTo(model.trained().sha256());
    assertThat(loaded.trained().recipe()).isEqualTo(Map.of("epochs", "3"));
  }

  @Test
  void imagesOfSeveralChannelsAreScoredAlikeAfterSavingAndLoading() throws IOException {
    LinfDistClassificationModel model = model(COLOUR);
    Dataset<Row> images = images(20, COLOUR);

    assertThat(savedAndLoaded(model).transform(images).collectAsList())
        .isEqualTo(model.transform(images).collectAsList());
  }

  @Test
  void addsPredictionAndCertifiedRadiusToEachRow() {
    List<Row> scored = model(GREY).transform(images(200, GREY)).collectAsList();

    assertThat(scored).hasSize(200);
    for (Row row : scored) {
      assertThat(row.<Double>getAs("prediction")).isIn(0.0, 1.0, 2.0);
      assertThat(row.<Double>getAs("certifiedRadius")).isBetween(0.0, 1.0);
    }
    assertThat(scored.stream().map(row -> row.<Long>getAs("id")).distinct()).hasSize(200);
  }

  @Test
  void theColumnOfRadiiSaysItsUnit() {
    StructType schema = model(GREY).transformSchema(images(0, GREY).schema());

    assertThat(schema.apply("certifiedRadius").metadata().getString(RadiusMetadata.UNIT))
        .isEqualTo("pixel");
    assertThat(schema.apply("certifiedRadius").metadata().contains(RadiusMetadata.HALF_WIDTHS))
        .isFalse();
  }

  @Test
  void transformsATableWithoutRows() {
    assertThat(model(GREY).transform(images(0, GREY)).columns())
        .containsExactly(
            "id",
            "label",
            "pixels",
            "rawPrediction",
            "probability",
            "prediction",
            "certifiedRadius");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> model(GREY).transform(images(1, GREY).drop("pixels")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no column pixels");
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() {
    Encoding features = new FeatureEncoding(new double[6], new double[] {1, 1, 1, 1, 1, 1});
    LinfDistClassificationModel overFeatures = model(features).setFeaturesCol("pixels");
    Dataset<Row> vectors =
        spark.createDataFrame(
            List.of(RowFactory.create(Vectors.dense(1, 2, 3, 4, 5, 6))),
            new StructType().add("pixels", SQLDataTypes.VectorType()));

    assertThatThrownBy(() -> overFeatures.transform(images(1, GREY)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("pixels is BINARY: the model takes features as a VECTOR");
    assertThatThrownBy(() -> model(GREY).transform(vectors))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the model takes images as BINARY");
  }

  @Test
  void aFunctionNamesTheTypesThatItTakes() {
    model(GREY).registerFunction(spark, "digit");

    assertThatThrownBy(() -> spark.sql("SELECT digit('a')").collectAsList())
        .hasStackTraceContaining("the argument of digit is STRING: the model takes images");
    assertThatThrownBy(() -> spark.sql("SELECT digit()"))
        .hasStackTraceContaining("digit was called with 0 arguments");
  }

  @Test
  void imagesOfAnotherSizeAreNamed() {
    Dataset<Row> images = images(1, new ImageEncoding(new Shape(1, 2, 2), new float[1], 1));

    assertThatThrownBy(() -> model(GREY).transform(images).collectAsList())
        .hasStackTraceContaining("a row has 4 values in column pixels, but 6 are wanted");
  }

  @Test
  void aCopyKeepsNetworkAndColumns() {
    LinfDistClassificationModel model = model(GREY).setCertifiedRadiusCol("radius");
    LinfDistClassificationModel copy = model.copy(ParamMap.empty());

    assertThat(copy.transform(images(1, GREY)).columns()).contains("radius");
    assertThat(copy.trained()).isSameAs(model.trained());
  }

  @Test
  void aDirectoryWithoutAModelIsNamed() {
    assertUnreadable(directory, "there is no model at", "it has no metadata/");
  }

  @ParameterizedTest
  @CsvSource({
    "class, clasp, copy the model again",
    "'{', '', copy the model again",
    "org.linfnet.ml.LinfDistClassificationModel, org.acme.Model, it holds a org.acme.Model; name the",
    "handleInvalid, handleOdd, handleOdd"
  })
  void metadataThatCannotBeUsed(String part, String other, String told) throws IOException {
    Path model = directory.resolve("model");
    model(GREY).setHandleInvalid("skip").save(model.toString());
    Path file = metadata(model);
    Files.writeString(file, Files.readString(file).replace(part, other));

    assertUnreadable(model, "cannot be read", told);
  }

  @Test
  void metadataThatWereDeleted() throws IOException {
    Path model = directory.resolve("model");
    model(GREY).save(model.toString());
    Files.delete(metadata(model));

    assertUnreadable(model, "cannot be read", "copy the model again");
  }

  @Test
  void aNameWithAColonExportsFromADirectory() throws Exception {
    LinfDistClassificationModel model = model(GREY);
    assertThatThrownBy(() -> model.exportScorer("at-12:30.linfnet"))
        .isInstanceOf(InvalidInputException.class)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'at-12:30.linfnet' is no path")
        .hasMessageContaining("absolute path");

    model.exportScorer(directory.resolve("at-12:30.linfnet").toString());
    assertThat(directory.resolve("at-12:30.linfnet")).isNotEmptyFile();
  }

  private static Path metadata(Path model) throws IOException {
    try (Stream<Path> files = Files.list(model.resolve("metadata"))) {
      Path file = files.filter(path -> path.toString().endsWith(".txt")).toList().get(0);
      Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
      return file;
    }
  }

  private static void assertUnreadable(Path path, String... parts) {
    Throwable fault = catchThrowable(() -> LinfDistClassificationModel.load(path.toString()));

    assertThat(fault)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContainingAll(parts);
    assertThat(fault.getMessage()).doesNotContain("\n");
  }

  private LinfDistClassificationModel savedAndLoaded(LinfDistClassificationModel model)
      throws IOException {
    String path = directory.resolve("model").toString();
    model.save(path);
    return LinfDistClassificationModel.load(path);
  }

  private static LinfDistClassificationModel model(Encoding encoding) {
    Network network =
        new Network(encoding.shape(), 3, new DistanceNet(1, 5, "normal", "batch").layers());
    return new LinfDistClassificationModel(
        new TrainedModel(
            new EncodedNetwork(network.start(new Random(4)), encoding),
            new TreeMap<>(Map.of("epochs", "3"))));
  }

  private static Dataset<Row> images(int rows, ImageEncoding encoding) {
    Random random = new Random(9);
    List<Row> examples = new ArrayList<>();
    for (long id = 0; id < rows; id++) {
      byte[] pixels = new byte[encoding.shape().size()];
      random.nextBytes(pixels);
      examples.add(RowFactory.create(id, random.nextInt(3), pixels));
    }
    return spark.createDataFrame(
        examples, ExampleSchema.of(new TableDescription("small", Split.TRAIN, encoding, 3)));
  }
}
