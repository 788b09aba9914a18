package org.linfnet.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;

/**
 * The paths that the options of a command line name as inputs of its job.
 *
 * @param arguments of the command line
 * @param hadoop names the file systems
 */
record JobInputs(Arguments arguments, Configuration hadoop) {

  /** The options whose directories are read with everything below them. */
  private static final List<String> WHOLE =
      Stream.concat(ExampleTables.READ.stream(), Stream.of("from", "runs")).toList();

  /** The options whose directories hold known names, so that others may lie beside those. */
  private static final List<String> NAMED = List.of("model", "results", "recipes");

  /**
   * Checks that a path that is written is neither an input nor within one: later readers would take
   * it for a part of that.
   *
   * @throws InvalidInputException when it is
   * @throws IOException when the file system fails
   */
  void requireOutside(StoragePath output) throws IOException {
    for (String option : WHOLE) {
      for (Path input : paths(option)) {
        if (isWithin(output.path(), input)) {
          throw new InvalidInputException(
              "%s %s, which --%s names: it would be read as a part of that; name a path outside"
                  .formatted(
                      output,
                      output.path().equals(input) ? "is the input" : "lies in " + input,
                      option));
        }
      }
    }
  }

  /**
   * Checks that a directory that may be replaced holds no input: that would be deleted with it.
   *
   * @param option names the directory
   * @throws InvalidInputException when it holds one
   * @throws IOException when the file system fails
   */
  void requireNoneIn(StoragePath output, String option) throws IOException {
    for (String other : Stream.concat(WHOLE.stream(), NAMED.stream()).toList()) {
      if (other.equals(option)) {
        continue;
      }
      for (Path input : paths(other)) {
        if (isWithin(input, output.path())) {
          throw new InvalidInputException(
              "--%s %s would replace %s, which --%s names: name another path"
                  .formatted(option, output, input, other));
        }
      }
    }
  }

  /** Whether a path is a directory or lies below it. */
  static boolean isWithin(Path path, Path directory) {
    for (Path above = path; above != null; above = above.getParent()) {
      if (above.equals(directory)) {
        return true;
      }
    }
    return false;
  }

  /** The files and directories that an option names, several where its value is a pattern. */
  private List<Path> paths(String option) throws IOException {
    Optional<String> named = arguments.text(option);
    if (named.isEmpty() || CatalogTable.isNamed(named.get())) {
      return List.of();
    }
    StoragePath input = StoragePath.read(named.get(), hadoop);
    if (!StoragePath.isPattern(named.get()) || input.files().exists(input.path())) {
      return List.of(input.resolved().path());
    }
    FileStatus[] found = input.files().globStatus(input.path());
    List<Path> paths = new ArrayList<>();
    for (FileStatus file : found == null ? new FileStatus[0] : found) {
      paths.add(new StoragePath(input.files(), file.getPath()).resolved().path());
    }
    return paths;
  }
}
