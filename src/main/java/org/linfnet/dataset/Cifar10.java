package org.linfnet.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data set {@code cifar-10}: 50,000 training and 10,000 test photographs of 32 x 32 pixels in
 * red, green and blue, in ten classes (Krizhevsky). It is published as an archive of one file for
 * each 10,000 images. A download must be the published archive; files of a user's own are taken
 * whatever images they hold.
 *
 * @param addresses directories that serve the archive, in the order to try them
 * @param sha256 of the published archive, in lower-case hexadecimal digits
 * @param imagesInAFile the records of each file
 */
record Cifar10(List<URI> addresses, String sha256, int imagesInAFile) implements DataSet {

  /** The data set as it is published. */
  static final Cifar10 PUBLISHED =
      new Cifar10(
          List.of(URI.create("https://www.cs.toronto.edu/~kriz/")),
          "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
          10_000);

  private static final Logger LOG = LoggerFactory.getLogger(Cifar10.class);
  private static final String NAME = "cifar-10";
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";
  private static final String UNPACKED = "cifar-10-batches-bin";
  private static final Map<Split, List<String>> FILES =
      Map.of(
          Split.TRAIN,
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          Split.TEST,
          List.of("test_batch.bin"));
  private static final int CLASSES = 10;

  /** Measured over the training images; sigma is of all values less their channel's mean. */
  private static final ImageEncoding ENCODING =
      new ImageEncoding(new Shape(3, 32, 32), new float[] {0.4914f, 0.4822f, 0.4465f}, 0.2508f);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TableSplit> splits(Options options) throws IOException, InterruptedException {
    options.requireRead(NAME);
    if (options.from().isPresent()) {
      Path directory = options.from().get();
      warnOfAnotherArchive(directory);
      return readAll(directory);
    }
    Download archive = new Download(NAME, ARCHIVE, addresses, this::requirePublished);
    return new DatasetDownload().read(List.of(archive), this::readAll);
  }

  private void warnOfAnotherArchive(Path directory) throws IOException {
    Path archive = directory.resolve(ARCHIVE);
    if (unpacked(directory).isEmpty() && Files.isRegularFile(archive) && !isPublished(archive)) {
      LOG.warn("{} is not the published archive: its images are taken as they are", archive);
    }
  }

  private boolean isPublished(Path archive) throws IOException {
    return Sha256.of(archive).equals(sha256);
  }

  private void requirePublished(Path archive) throws IOException {
    if (!isPublished(archive)) {
      throw new InvalidInputException(
          "%s is not the published archive: its SHA-256 is not %s".formatted(archive, sha256));
    }
  }

  private List<TableSplit> readAll(Path directory) {
    return Arrays.stream(Split.values()).map(split -> read(directory, split).toSplit()).toList();
  }

  /**
   * Reads a split out of a directory that holds the archive or its files, which may be in their own
   * directory.
   *
   * @throws InvalidInputException when a file is missing or damaged
   */
  LabelledImages read(Path directory, Split split) {
    List<String> files = FILES.get(split);
    CifarRecords records =
        new CifarRecords(
            new TableDescription(NAME, split, ENCODING, CLASSES), files.size(), imagesInAFile);
    try {
      Optional<Path> unpacked = unpacked(directory);
      if (unpacked.isPresent()) {
        readFiles(unpacked.get(), files, records);
      } else {
        readArchive(archive(directory), files, records);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of " + NAME + " in " + directory, e);
    }
    return records.images();
  }

  private static Optional<Path> unpacked(Path directory) {
    return Stream.of(directory, directory.resolve(UNPACKED))
        .filter(
            place ->
                FILES.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(file -> Files.isRegularFile(place.resolve(file))))
        .findFirst();
  }

  private static void readFiles(Path directory, List<String> files, CifarRecords records)
      throws IOException {
    for (int k = 0; k < files.size(); k++) {
      Path file = directory.resolve(files.get(k));
      if (!Files.isRegularFile(file)) {
        throw missing(directory, file.getFileName().toString());
      }
      try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
        records.read(k, file.toString(), content);
      }
    }
  }

  private static Path archive(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new InvalidInputException("there is no directory " + directory + " to read from");
    }
    Path archive = directory.resolve(ARCHIVE);
    if (!Files.isRegularFile(archive)) {
      throw missing(directory, "%s or the files in it".formatted(ARCHIVE));
    }
    return archive;
  }

  private static InvalidInputException missing(Path directory, String file) {
    return new InvalidInputException(
        ("%s does not hold %s: name the directory of the published files, or leave out --from to"
                + " download them")
            .formatted(directory, file));
  }

  private static void readArchive(Path archive, List<String> files, CifarRecords records)
      throws IOException {
    TreeSet<String> missing = new TreeSet<>(files);
    try (InputStream tar = PublishedFile.open(archive);
        TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null && !missing.isEmpty();
          entry = entries.getNextEntry()) {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && missing.remove(file)) {
          records.read(files.indexOf(file), archive + ", file " + file, entries);
        }
      }
    } catch (EOFException e) {
      throw new InvalidInputException(archive + " is truncated; fetch it again");
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s is not a sound archive (%s); fetch it again".formatted(archive, e.getMessage()));
    }
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "%s holds no %s: is it the binary version of CIFAR-10?"
              .formatted(archive, String.join(", ", missing)));
    }
  }
}
