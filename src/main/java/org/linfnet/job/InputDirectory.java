package org.linfnet.job;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;
import org.linfnet.report.ResultTable;

/** A directory that another job wrote. */
final class InputDirectory {

  private final FileSystem files;
  private final Path path;

  private InputDirectory(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /**
   * A directory that is there.
   *
   * @param path any Hadoop path
   * @param writer the script that writes such directories, for messages
   * @throws InvalidInputException when it is not there, or is no directory
   * @throws IOException when the file system fails
   */
  static InputDirectory existing(String path, String writer, Configuration hadoop)
      throws IOException {
    StoragePath named = StoragePath.read(path, hadoop);
    FileSystem files = withoutChecksums(named.files());
    Path qualified = named.path();
    if (!files.exists(qualified) || !files.getFileStatus(qualified).isDirectory()) {
      throw new InvalidInputException(
          "there is no directory " + qualified + ": name one that " + writer + " wrote");
    }
    return new InputDirectory(files, qualified);
  }

  /** On this machine people edit files, and the checksums beside them are then of another text. */
  private static FileSystem withoutChecksums(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** The path of something in it, which need not be there. */
  Path path(String name) {
    return new Path(path, new Path(null, null, name));
  }

  /** The last part of its own path. */
  String name() {
    return path.getName();
  }

  /**
   * Whether something of this name is in it.
   *
   * @throws IOException when the file system fails
   */
  boolean holds(String name) throws IOException {
    return files.exists(path(name));
  }

  /**
   * The names of the directories in it, ordered.
   *
   * @throws IOException when the file system fails
   */
  List<String> directories() throws IOException {
    return Arrays.stream(files.listStatus(path))
        .filter(FileStatus::isDirectory)
        .map(status -> status.getPath().getName())
        .sorted()
        .toList();
  }

  /**
   * A table in it, empty when there is none of this name.
   *
   * @throws InvalidInputException when it is no table
   * @throws IOException when it cannot be read
   */
  Optional<ResultTable> table(String name) throws IOException {
    if (!holds(name)) {
      return Optional.empty();
    }
    try (InputStreamReader reader =
        new InputStreamReader(files.open(path(name)), StandardCharsets.UTF_8)) {
      return Optional.of(ResultTable.read(path(name).toString(), reader));
    }
  }

  /**
   * A text file in it.
   *
   * @throws IOException when the file system fails
   */
  String text(String name) throws IOException {
    return text(path(name));
  }

  /** {@link #text(String)} of a file that lies anywhere on the same file system. */
  String text(Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
