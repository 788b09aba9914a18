package org.linfnet.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;

/**
 * What a directory that a job wrote holds. Only such a directory may be replaced: one that holds
 * anything else is the user's.
 *
 * @param marks the names that such a directory always holds
 * @param files matches the names of its files
 * @param directories the layouts of the directories in it, by their names
 */
record OutputLayout(Set<String> marks, Pattern files, Map<String, OutputLayout> directories) {

  /** A table as Spark writes it. */
  static final OutputLayout TABLE =
      new OutputLayout(
          Set.of(),
          Pattern.compile(
              "part-.*|_SUCCESS|_(common_)?metadata|_(started|committed)_.*|\\..*\\.crc"),
          Map.of());

  private static final String SUCCESS = "_SUCCESS";

  /** A layout with files of certain names. */
  static OutputLayout of(
      Set<String> marks, Set<String> files, Map<String, OutputLayout> directories) {
    String names =
        Stream.concat(files.stream(), Stream.of(SUCCESS))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return new OutputLayout(Set.copyOf(marks), Pattern.compile(names), Map.copyOf(directories));
  }

  /** The layout of a directory that holds only files, one of which it always holds. */
  static OutputLayout ofFiles(String mark, Set<String> files) {
    return of(Set.of(mark), files, Map.of());
  }

  /**
   * Checks that a directory may be replaced: it is empty, or it holds every mark and nothing that
   * is not of this layout.
   *
   * @throws InvalidInputException when it may not
   * @throws IOException when the file system fails
   */
  void require(FileSystem system, Path directory) throws IOException {
    FileStatus[] entries = system.listStatus(directory);
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      boolean known =
          entry.isDirectory() ? directories.containsKey(name) : files.matcher(name).matches();
      if (!known) {
        throw refused(directory, name + ", which is not of such an output");
      }
      if (entry.isDirectory()) {
        directories.get(name).require(system, entry.getPath());
      }
    }
    Set<String> names =
        Arrays.stream(entries).map(entry -> entry.getPath().getName()).collect(Collectors.toSet());
    for (String mark : marks) {
      if (!names.isEmpty() && !names.contains(mark)) {
        throw refused(directory, "no " + mark + ", which every such output holds");
      }
    }
  }

  private static InvalidInputException refused(Path directory, String reason) {
    return new InvalidInputException(
        "%s holds %s: it is not replaced; name another directory".formatted(directory, reason));
  }
}
