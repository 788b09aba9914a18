package org.linfnet.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.linfnet.InvalidInputException;

/** A data set that {@code data-prep/prepare.sh} can write as tables. */
public interface DataSet {

  /** The name on a command line and in tables, such as {@code mnist}. */
  String name();

  /**
   * The splits of the data set.
   *
   * @throws InvalidInputException when an option does not apply, or a file is missing or damaged
   * @throws IOException when files cannot be read
   * @throws InterruptedException when interrupted while files are downloaded
   */
  List<TableSplit> splits(Options options) throws IOException, InterruptedException;

  /**
   * What a user says of the data set.
   *
   * @param from a local directory that holds the published files; they are downloaded without it
   * @param examples how many training examples are drawn
   * @param seed of drawn examples
   */
  record Options(Optional<Path> from, OptionalInt examples, OptionalLong seed) {

    /**
     * Checks the options of a data set that is drawn.
     *
     * @throws InvalidInputException when a directory is named
     */
    void requireDrawn(String name) {
      if (from.isPresent()) {
        throw new InvalidInputException(name + " is drawn, not read: leave out --from");
      }
    }

    /**
     * Checks the options of a data set that is read.
     *
     * @throws InvalidInputException when a number of examples or a seed is given
     */
    public void requireRead(String name) {
      if (examples.isPresent() || seed.isPresent()) {
        throw new InvalidInputException(
            name + " is read, not drawn: leave out --examples and --seed");
      }
    }
  }
}
