package org.linfnet.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the command line of {@link PrepareJob} says.
 *
 * @param dataset the data set's name
 * @param output where to write, any Hadoop path
 * @param from a local directory that holds the published files
 * @param examples how many training images to draw
 * @param seed of the drawing
 * @param overwrite whether an output that exists is replaced
 */
record PrepareOptions(
    String dataset,
    String output,
    Optional<Path> from,
    OptionalInt examples,
    OptionalLong seed,
    boolean overwrite) {

  static final PrepareOptions NONE =
      new PrepareOptions(
          "", "", Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), false);

  PrepareOptions withDataset(String name) {
    return new PrepareOptions(name, output, from, examples, seed, overwrite);
  }

  PrepareOptions withOutput(String path) {
    return new PrepareOptions(dataset, path, from, examples, seed, overwrite);
  }

  PrepareOptions withFrom(Path directory) {
    return new PrepareOptions(dataset, output, Optional.of(directory), examples, seed, overwrite);
  }

  PrepareOptions withExamples(int count) {
    return new PrepareOptions(dataset, output, from, OptionalInt.of(count), seed, overwrite);
  }

  PrepareOptions withSeed(long value) {
    return new PrepareOptions(dataset, output, from, examples, OptionalLong.of(value), overwrite);
  }

  PrepareOptions withOverwrite() {
    return new PrepareOptions(dataset, output, from, examples, seed, true);
  }
}
