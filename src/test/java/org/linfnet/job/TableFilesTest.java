package org.linfnet.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.ExampleTable.Columns;

class TableFilesTest {

  /** The number of the codec BROTLI, 4, in Thrift's zigzag code. */
  private static final byte BROTLI = 8;

  private static SparkSession spark;

  @TempDir private Path directory;
  private Path table;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void writeATable() {
    table = directory.resolve("table of 12:30");
    write(rows(0, 3));
  }

  @Test
  void isReadWhateverItsName() {
    assertThat(read().count()).isEqualTo(3);
  }

  @Test
  void aFileOfZeroBytesIsNamed() throws IOException {
    Files.createFile(table.resolve("part-9.parquet"));

    assertMistake("part-9.parquet is a file of 0 bytes");
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    Files.writeString(table.resolve("part-9.parquet"), "id,label\n1,2\n");

    assertMistake("part-9.parquet is no Parquet file");
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    write(rows(3, 1000));
    Path large =
        parts().max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length())).get();
    byte[] whole = Files.readAllBytes(large);
    Files.write(large, Arrays.copyOf(whole, whole.length / 2));
    deleteChecksums();

    assertMistake(large.getFileName() + " is no Parquet file, or not a whole one");
  }

  @Test
  void aFileWithDamagedPagesIsNamed() throws IOException {
    Path part = parts().findFirst().orElseThrow();
    byte[] whole = Files.readAllBytes(part);
    Arrays.fill(whole, 4, 40, (byte) 0x7f);
    Files.write(part, whole);
    deleteChecksums();

    assertMistake(part.getFileName().toString());
  }

  @Test
  void aFileOfACodecThatIsNotThereIsNamed() throws IOException {
    Path part = parts().findFirst().orElseThrow();
    byte[] file = Files.readAllBytes(part);
    int codec = codecOfIds(file);
    file[codec] = BROTLI;
    Files.write(part, file);
    deleteChecksums();

    assertMistake(part.getFileName() + " is compressed with a codec that is not there");
  }

  /** Where the footer of a file names the codec of the column id: behind the column's path. */
  private static int codecOfIds(byte[] file) {
    byte[] before = {0x18, 2, 'i', 'd', 0x15};
    int at = file.length - before.length;
    while (!Arrays.equals(file, at, at + before.length, before, 0, before.length)) {
      at--;
    }
    return at + before.length;
  }

  @Test
  void aDirectoryAmongTheFilesIsNamed() throws IOException {
    Files.createDirectory(table.resolve("more"));

    assertMistake("more is a directory among the files of a table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_part-9.parquet", ".part-9.parquet"})
  void aFileThatSparkPassesOverIsNamed(String name) throws IOException {
    Files.copy(parts().findFirst().orElseThrow(), table.resolve(name));

    assertMistake(name + " would not be read, since its name begins with");
  }

  @Test
  void whatLiesBesideAFileThatIsNamedDoesNotMatter() throws IOException {
    Files.createDirectory(table.resolve("more"));
    Files.createFile(table.resolve("part-9.parquet"));
    Path one = parts().filter(part -> part.toFile().length() > 0).findFirst().orElseThrow();

    assertThat(TableFiles.read(one.toString(), spark).count()).isPositive();
  }

  @Test
  void aTableWithoutRowsIsNamed() {
    table = directory.resolve("empty");
    write(rows(0, 3).where("id < 0"));

    assertMistake("empty is empty: the table has no row");
  }

  @Test
  void labelsOfTwoTypesAreNamedWithTheirFile() throws IOException {
    Files.move(parts().findFirst().orElseThrow(), table.resolve("a.parquet"));
    deleteChecksums();
    write(rows(3, 4).withColumn("label", col("label").cast("bigint")));

    assertThatThrownBy(() -> read().collectAsList())
        .satisfies(
            failure ->
                assertThat(UserMistake.in(failure))
                    .hasValueSatisfying(
                        line -> assertThat(line).contains(".parquet holds column [label] as")));
  }

  @Test
  void idsThatComeTwiceAreSaid() {
    write(rows(0, 2));

    assertThat(doubts(read(), "pixels").repeatedIds())
        .hasValueSatisfying(line -> assertThat(line).contains("2 of 5 rows repeat the id"));
    assertThat(doubts(read().where("id = 2"), "pixels").repeatedIds()).isEmpty();
  }

  @Test
  void imagesOfZerosAndOnesAreSaid() {
    assertThat(doubts(read(), "pixels").blackImages()).isEmpty();

    table = directory.resolve("black");
    write(rows(0, 3).withColumn("pixels", lit(new byte[] {0, 1, 1})));

    assertThat(doubts(read(), "pixels").blackImages())
        .hasValueSatisfying(line -> assertThat(line).contains("first 3 images hold the bytes 0"));
  }

  @Test
  void noImagesAreNotBlack() {
    write(rows(0, 3).withColumn("pixels", lit(null).cast("binary")));

    assertThat(doubts(read(), "pixels").blackImages()).isEmpty();
    assertThat(doubts(read().where("id < 0"), "pixels").blackImages()).isEmpty();
  }

  private static TableDoubts doubts(Dataset<Row> rows, String inputs) {
    Columns columns =
        new Columns(inputs, Optional.of("label"), Optional.empty(), Optional.of("id"));
    return new TableDoubts(
        "table", new ExampleTable(rows, columns, InvalidRows.ERROR), columns.id());
  }

  private void assertMistake(String named) {
    assertThatThrownBy(() -> read().collectAsList())
        .satisfies(
            failure ->
                assertThat(UserMistake.in(failure))
                    .hasValueSatisfying(
                        line -> assertThat(line).contains(named).doesNotContain("\n")));
  }

  @Test
  void aPathThatIsNotThereIsNamed() {
    table = directory.resolve("nowhere");

    assertMistake("nowhere: name a table that exists");
  }

  @Test
  void aFileSystemWithoutItsLibraryIsNamed() {
    for (String path : List.of("s3://bucket/table", "s3a://bucket/table", "gs://bucket/table")) {
      assertThatThrownBy(() -> TableFiles.read(path, spark))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("'" + path + "' cannot be read")
          .hasMessageContaining("--packages");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "CSV", "Csv"})
  void csvHasNamesAndTypesHoweverItsFormatIsWritten(String format) throws IOException {
    Path file = directory.resolve("rows-" + format);
    Files.writeString(file, "id,label,a\n1,0,0.5\n");

    Dataset<Row> read = TableFiles.read(file.toString(), format, spark);

    assertThat(read.schema().toDDL()).isEqualTo("id INT,label INT,a DOUBLE");
  }

  private Dataset<Row> read() {
    return TableFiles.read(table.toString(), spark);
  }

  private static Dataset<Row> rows(long from, long to) {
    return spark
        .range(from, to, 1, 1)
        .select(
            col("id"),
            lit(1).cast(DataTypes.IntegerType).as("label"),
            lit(new byte[] {0, 7, 1}).as("pixels"));
  }

  private void write(Dataset<Row> rows) {
    rows.write().mode(SaveMode.Append).parquet(table.toUri().getPath());
  }

  private Stream<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList().stream();
    }
  }

  private void deleteChecksums() throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".crc")).toList()) {
        Files.delete(file);
      }
    }
  }
}
