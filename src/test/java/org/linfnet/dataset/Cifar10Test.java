package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;

/** CIFAR-10 with two images in a file. */
class Cifar10Test {

  private static final int SIZE = 3 * 32 * 32;
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";
  private static final Cifar10 TWO_IN_A_FILE = new Cifar10(List.of(), "none", 2);

  @TempDir Path directory;

  @Test
  void readsTheFilesInTheirOrder() throws IOException {
    unpack(directory, files());

    ExampleBlock train = TWO_IN_A_FILE.read(directory, Split.TRAIN).examples();

    assertThat(train.ids()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(train.labels()).containsExactly(1, 2, 2, 3, 3, 4, 4, 5, 5, 6);
    assertThat(train.values().row(4)).isEqualTo(image(30));
    assertThat(train.values().row(9)).isEqualTo(image(51));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cifar-10-batches-bin"})
  void findsFilesThatWereUnpacked(String place) throws IOException {
    unpack(Files.createDirectories(directory.resolve(place)), files());

    ExampleBlock test = TWO_IN_A_FILE.read(directory, Split.TEST).examples();

    assertThat(test.labels()).containsExactly(9, 0);
    assertThat(test.values().row(1)).isEqualTo(image(91));
  }

  @Test
  void readsTheArchiveInWhateverOrderItHasTheFiles() throws IOException {
    Files.write(directory.resolve(ARCHIVE), archive(new TreeMap<>(files()).descendingMap()));

    ExampleBlock train = TWO_IN_A_FILE.read(directory, Split.TRAIN).examples();

    assertThat(train.labels()).containsExactly(1, 2, 2, 3, 3, 4, 4, 5, 5, 6);
    assertThat(train.values().row(4)).isEqualTo(image(30));
  }

  /** Its own images may be in another order than the published ones. */
  @Test
  void takesAnArchiveOfAUsersOwn() throws Exception {
    Files.write(directory.resolve(ARCHIVE), archive(files()));

    List<TableSplit> splits =
        TWO_IN_A_FILE.splits(
            new DataSet.Options(Optional.of(directory), OptionalInt.empty(), OptionalLong.empty()));

    assertThat(splits).extracting(split -> split.examples().size()).containsExactly(10, 2);
    assertThat(splits)
        .extracting(TableSplit::summary)
        .containsOnly("images of 32 x 32 x 3, 10 classes");
  }

  @Test
  void refusesADirectoryWithNeither() {
    assertRefused(
        "%s does not hold cifar-10-binary.tar.gz or the files in it: name the directory of the"
            + " published files, or leave out --from to download them");
  }

  @Test
  void refusesFilesOfWhichOneIsMissing() throws IOException {
    Map<String, byte[]> files = files();
    files.remove("data_batch_3.bin");
    unpack(directory, files);

    assertRefused(
        "%s does not hold data_batch_3.bin: name the directory of the published files, or leave"
            + " out --from to download them");
  }

  @Test
  void refusesAnArchiveInWhichAFileIsMissing() throws IOException {
    Map<String, byte[]> files = files();
    files.remove("data_batch_3.bin");
    Files.write(directory.resolve(ARCHIVE), archive(files));

    assertRefused(
        "%s/cifar-10-binary.tar.gz holds no data_batch_3.bin: is it the binary version of"
            + " CIFAR-10?");
  }

  @Test
  void refusesAFileThatIsTruncated() throws IOException {
    Map<String, byte[]> files = files();
    files.computeIfPresent("data_batch_2.bin", (name, content) -> Arrays.copyOf(content, 4000));
    unpack(directory, files);

    assertRefused("%s/data_batch_2.bin is truncated: it must hold 2 images; fetch it again");
  }

  @Test
  void refusesAFileWithMoreImages() throws IOException {
    Map<String, byte[]> files = files();
    files.put("data_batch_2.bin", Arrays.copyOf(files.get("data_batch_2.bin"), 3 * (1 + SIZE)));
    unpack(directory, files);

    assertRefused("%s/data_batch_2.bin has trailing bytes: it must hold 2 images; fetch it again");
  }

  @Test
  void refusesALabelThatIsNoClass() throws IOException {
    Map<String, byte[]> files = files();
    files.get("data_batch_4.bin")[1 + SIZE] = 10;
    unpack(directory, files);

    assertRefused(
        "%s/data_batch_4.bin: label 10 at position 1 is not in [0, 10); fetch the file again");
  }

  @Test
  void refusesAnArchiveThatIsTruncated() throws IOException {
    byte[] whole = archive(files());
    Files.write(directory.resolve(ARCHIVE), Arrays.copyOf(whole, whole.length / 2));

    assertRefused("%s/cifar-10-binary.tar.gz is truncated; fetch it again");
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    byte[] text = new byte[2000];
    Arrays.fill(text, (byte) 'x');
    Files.write(directory.resolve(ARCHIVE), text);

    assertThatThrownBy(() -> TWO_IN_A_FILE.read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(directory + "/cifar-10-binary.tar.gz is not a sound archive (")
        .hasMessageEndingWith("); fetch it again");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> TWO_IN_A_FILE.read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message.formatted(directory));
  }

  /** In file k the labels k and k + 1, and images that begin at 10 k and 10 k + 1. */
  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int k = 1; k <= 5; k++) {
      files.put("data_batch_%d.bin".formatted(k), records(k, k + 1, 10 * k));
    }
    files.put("test_batch.bin", records(9, 0, 90));
    return files;
  }

  private static byte[] records(int first, int second, int image) {
    byte[] records = new byte[2 * (1 + SIZE)];
    records[0] = (byte) first;
    System.arraycopy(image(image), 0, records, 1, SIZE);
    records[1 + SIZE] = (byte) second;
    System.arraycopy(image(image + 1), 0, records, 2 + SIZE, SIZE);
    return records;
  }

  private static byte[] image(int first) {
    byte[] image = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      image[i] = (byte) (first + i);
    }
    return image;
  }

  private static void unpack(Path place, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(place.resolve(file.getKey()), file.getValue());
    }
  }

  private static byte[] archive(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
