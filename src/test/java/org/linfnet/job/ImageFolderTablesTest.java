package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.ImageFile;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.layer.Shape;

/** A folder of pictures of 4 x 4 pixels, with spaces, brackets and an umlaut in its name. */
class ImageFolderTablesTest {

  private static final int SIDE = 4;
  private static SparkSession spark;

  @TempDir private Path parent;
  private Path folder;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrationRequired", true)
            .config("spark.kryo.registrator", "org.linfnet.ml.KryoClasses")
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void name() {
    folder = parent.resolve("my [1] bäume");
  }

  @Test
  void aSubFolderIsAClassAndAHashDealsTheImages() throws Exception {
    draw("oak", 20, 0x902010);
    draw("ash", 20, 0x109020);
    Files.writeString(folder.resolve("oak/notes.txt"), "not an image");
    Files.writeString(folder.resolve(".hidden.png"), "not an image");

    Map<Split, Dataset<Row>> tables = written();
    Dataset<Row> train = tables.get(Split.TRAIN);
    Dataset<Row> test = tables.get(Split.TEST);

    assertThat(train.count() + test.count()).isEqualTo(40);
    assertThat(test.count()).isBetween(2L, 18L);
    assertThat(ids(train.union(test))).hasSize(40);
    TableDescription description = ExampleSchema.describe(train.schema());
    assertThat(description.name()).isEqualTo("my [1] bäume");
    assertThat(description.shape()).isEqualTo(new Shape(3, SIDE, SIDE));
    assertThat(description.classes()).isEqualTo(2);
    assertThat(ExampleSchema.describe(test.schema()).encoding()).isEqualTo(description.encoding());
    assertThat(train.where("label = 0").count()).isPositive();
    for (Row row : train.union(test).collectAsList()) {
      byte[] pixels = row.getAs(ExampleSchema.PIXELS);
      int red = Byte.toUnsignedInt(pixels[0]);
      int green = Byte.toUnsignedInt(pixels[SIDE * SIDE]);
      assertThat(row.<Integer>getAs(ExampleSchema.LABEL)).isEqualTo(red > green ? 1 : 0);
    }
  }

  @Test
  void theClassesAreNamedInTheMetadataOfTheLabels() throws Exception {
    draw("train/oak", 2, 0x902010);
    draw("train/ash", 3, 0x109020);
    draw("test/oak", 1, 0x902010);

    Map<Split, Dataset<Row>> tables = written();
    Dataset<Row> train = tables.get(Split.TRAIN);

    NominalAttribute classes =
        (NominalAttribute) Attribute.fromStructField(train.schema().apply(ExampleSchema.LABEL));
    assertThat(classes.values().get()).containsExactly("ash", "oak");
    assertThat(train.where("label = 0").count()).isEqualTo(3);
    assertThat(train.where("label = 1").count()).isEqualTo(2);
    assertThat(tables.get(Split.TEST).collectAsList())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.<byte[]>getAs(ExampleSchema.PIXELS))
                    .isEqualTo(
                        ImageFile.decode(
                                "0.png", Files.readAllBytes(folder.resolve("test/oak/0.png")))
                            .pixels()));
  }

  /** Of the training images alone: the test image is white. */
  @Test
  void muAndSigmaAreThoseOfTheTrainingImages() throws Exception {
    draw("train/a", 1, 0x100000);
    draw("train/b", 1, 0x100000);
    draw("test/a", 1, 0xc3c3c3);

    TableDescription description = ExampleSchema.describe(written().get(Split.TEST).schema());

    assertThat(description.encoding().mu()[0]).isBetween(16 / 255f, 75 / 255f);
    assertThat(description.encoding().mu()[1]).isBetween(0f, 59 / 255f);
    assertThat(description.encoding().sigma()).isBetween(0.03f, 0.12f);
  }

  @Test
  void idsDependOnThePathBelowTheFolderAlone() throws Exception {
    draw("oak", 6, 0x902010);
    draw("ash", 6, 0x109020);
    Set<Long> before = ids(written().get(Split.TRAIN));
    Path moved = parent.resolve("moved");
    Files.move(folder, moved);
    folder = moved;

    assertThat(ids(written().get(Split.TRAIN))).isEqualTo(before);
  }

  @Test
  void refusesImagesOfTwoSizes() throws Exception {
    draw("a", 5, 0x902010);
    DrawnPhotographs.draw(folder.resolve("b"), 1, SIDE + 1, 0x109020);

    assertRefused(
        "file:%s/a/0.png is 4 x 4 x 3 and file:%s/b/0.png is 5 x 5 x 3: give all images one size"
            + " and the same channels; they are not resized here");
  }

  @Test
  void refusesAFileThatCannotBeDecoded() throws Exception {
    draw("a", 5, 0x902010);
    draw("b", 5, 0x109020);
    Files.writeString(folder.resolve("b/3.png"), "no picture");

    assertRefused(
        "file:%s/b/3.png cannot be decoded as a PNG or JPEG: save it again, or remove it");
  }

  /** Hashes of these paths are what they are. */
  @Test
  void refusesAClassThatHasNoTrainingImage() throws Exception {
    draw("a", 9, 0x902010);
    draw("b", 1, 0x109020);
    Files.move(folder.resolve("b/0.png"), folder.resolve("b/3.png"));

    assertRefused(
        "class b of file:%s has no training image, for a hash of the path has made all of its"
            + " images test images: add some, or make the folders train and test");
  }

  @Test
  void refusesAFolderWithoutATestImage() throws Exception {
    draw("a", 1, 0x902010);
    draw("b", 1, 0x109020);

    assertRefused(
        "file:%s has no test image, for a hash of the path has made all of its 2 images training"
            + " images: add some, or make the folders train and test");
  }

  @Test
  void refusesAFolderWithoutClasses() throws Exception {
    Files.createDirectories(folder);

    assertRefused("file:%s holds no folder: put the images of each class into a folder of its own");
  }

  @Test
  void refusesAClassWithoutImages() throws Exception {
    draw("a", 1, 0x902010);
    Files.createDirectories(folder.resolve("b"));

    assertRefused("file:%s/b holds no PNG or JPEG: add images of this class, or remove the folder");
  }

  @Test
  void refusesAnImageBesideTheClasses() throws Exception {
    draw("a", 1, 0x902010);
    Files.copy(folder.resolve("a/0.png"), folder.resolve("x.png"));

    assertRefused("file:%s/x.png lies beside the folders of the classes: move it into one of them");
  }

  @Test
  void refusesAFolderWithinAClass() throws Exception {
    draw("a/b", 1, 0x902010);

    assertRefused("file:%s/a/b is a folder within the folder of a class: move its images up");
  }

  @Test
  void refusesTrainWithoutTest() throws Exception {
    draw("train/a", 1, 0x902010);

    assertRefused(
        "file:%s holds train, but not the other of train and test: add it, or name train itself");
  }

  @Test
  void refusesATestClassThatIsNotTrained() throws Exception {
    draw("train/a", 1, 0x902010);
    draw("test/b", 1, 0x902010);

    assertRefused(
        "file:%s/test holds the class b, but file:%s/train does not: a class must have images to"
            + " train on");
  }

  @Test
  void refusesOneClass() throws Exception {
    draw("train/a", 1, 0x902010);
    draw("test/a", 1, 0x902010);

    assertThatThrownBy(this::written)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data set my [1] bäume has 1 classes: a classifier needs at least 2");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertRefused("there is no folder file:%s: name another with --from");
  }

  @Test
  void theIdOfAnImageDoesNotDependOnTheLettersAboveTheFolder() throws Exception {
    folder = parent.resolve("trees");
    draw("oak", 20, 0x902010);
    draw("ash", 20, 0x109020);
    Set<Long> plain = ids(written().get(Split.TRAIN));
    folder = Files.move(folder, parent.resolve("\uD83C\uDF33\uD83C\uDF33\uD83C\uDF33"));

    assertThat(ids(written().get(Split.TRAIN))).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"images, photos, photos", "images, photos/train, photos", "strokes, '', photos"})
  void imagesAreNeverReplaced(String source, String from, String output) throws Exception {
    folder = parent.resolve("photos");
    for (String split : List.of("train", "test")) {
      draw(split + "/oak", 2, 0x902010);
      draw(split + "/ash", 2, 0x109020);
    }
    Arguments arguments =
        Arguments.NONE
            .with(CommandLine.ARGUMENT, source)
            .with("output", parent.resolve(output).toString())
            .with("overwrite", "");
    Arguments all =
        from.isEmpty() ? arguments : arguments.with("from", parent.resolve(from).toString());

    assertThatThrownBy(() -> new PrepareJob().run(all, spark))
        .isInstanceOf(InvalidInputException.class);
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile)).hasSize(8);
    }
  }

  private void draw(String name, int images, int rgb) throws IOException {
    DrawnPhotographs.draw(folder.resolve(name), images, SIDE, rgb);
  }

  private List<PreparedTable> tables() throws Exception {
    return new ImageFolderTables().tables(Arguments.NONE.with("from", folder.toString()), spark);
  }

  private Map<Split, Dataset<Row>> written() throws Exception {
    Path written = Files.createTempDirectory(parent, "tables");
    Map<Split, Dataset<Row>> read = new EnumMap<>(Split.class);
    for (PreparedTable table : tables()) {
      Path path = written.resolve(table.split().lowerCase());
      table.write(new org.apache.hadoop.fs.Path(path.toUri()), spark);
      read.put(table.split(), spark.read().parquet(path.toString()));
    }
    return read;
  }

  private static Set<Long> ids(Dataset<Row> table) {
    return table.collectAsList().stream()
        .map(row -> row.<Long>getAs(ExampleSchema.ID))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::tables)
        .satisfies(
            failure ->
                assertThat(UserMistake.in(failure))
                    .hasValue(message.replace("%s", folder.toString())));
  }
}
