package org.linfnet.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.DatasetDownload;
import org.linfnet.data.LabelledImages;
import org.linfnet.data.PublishedDataset;
import org.linfnet.data.Split;
import org.linfnet.data.Strokes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a data set as two Parquet tables, {@code train} and {@code test}. */
public final class PrepareJob implements Job<PrepareOptions> {

  /** The training images of strokes when nothing else is said. */
  static final int EXAMPLES = 6000;

  /** The seed of strokes when nothing else is said. */
  static final long SEED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(PrepareJob.class);
  private static final int TRAIN_IMAGES_TO_A_TEST_IMAGE = 6;

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new PrepareJob(), arguments);
  }

  /** The names of the data sets that can be prepared. */
  static List<String> datasets() {
    return Stream.concat(
            Stream.of(Strokes.NAME), PublishedDataset.ALL.stream().map(PublishedDataset::name))
        .toList();
  }

  @Override
  public String name() {
    return "linfnet prepare";
  }

  @Override
  public CommandLine<PrepareOptions> commandLine() {
    return new PrepareCommandLine();
  }

  @Override
  public void run(PrepareOptions options, SparkSession spark) throws Exception {
    OutputDirectory output =
        OutputDirectory.checked(
            options.output(),
            options.overwrite(),
            Arrays.stream(Split.values()).map(Split::lowerCase).collect(Collectors.toSet()),
            spark.sparkContext().hadoopConfiguration());
    List<LabelledImages> splits = read(options);
    output.write(
        directory -> {
          for (LabelledImages images : splits) {
            String split = images.description().split().lowerCase();
            ExampleTable.write(images, new org.apache.hadoop.fs.Path(directory, split), spark);
          }
        });
    for (LabelledImages images : splits) {
      LOG.info(
          "{}/{}: {} images of {}, {} classes",
          output,
          images.description().split().lowerCase(),
          images.examples().size(),
          images.description().shape(),
          images.description().classes());
    }
  }

  private static List<LabelledImages> read(PrepareOptions options)
      throws IOException, InterruptedException {
    for (PublishedDataset dataset : PublishedDataset.ALL) {
      if (dataset.name().equals(options.dataset())) {
        return options.from().isPresent()
            ? readFrom(options.from().get(), dataset)
            : download(dataset);
      }
    }
    Strokes strokes = new Strokes(options.seed().orElse(SEED));
    int examples = options.examples().orElse(EXAMPLES);
    return List.of(
        strokes.draw(Split.TRAIN, examples),
        strokes.draw(Split.TEST, examples / TRAIN_IMAGES_TO_A_TEST_IMAGE));
  }

  private static List<LabelledImages> readFrom(Path directory, PublishedDataset dataset) {
    return Arrays.stream(Split.values()).map(split -> dataset.read(directory, split)).toList();
  }

  private static List<LabelledImages> download(PublishedDataset dataset)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("linfnet-" + dataset.name() + "-");
    try {
      new DatasetDownload().fetch(dataset, directory);
      return readFrom(directory, dataset);
    } finally {
      for (Path file : downloaded(directory)) {
        Files.delete(file);
      }
      Files.delete(directory);
    }
  }

  private static Set<Path> downloaded(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.collect(Collectors.toSet());
    }
  }
}
