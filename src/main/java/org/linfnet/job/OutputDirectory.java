package org.linfnet.job;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.linfnet.InvalidInputException;

/**
 * A directory that a job writes. It is written under another name beside it and renamed when it is
 * whole, so that nobody finds half of it.
 */
public final class OutputDirectory {

  private static final String SUCCESS = "_SUCCESS";

  private final FileSystem files;
  private final Path path;
  private final boolean overwrite;
  private final Set<String> contents;

  private OutputDirectory(FileSystem files, Path path, boolean overwrite, Set<String> contents) {
    this.files = files;
    this.path = path;
    this.overwrite = overwrite;
    this.contents = contents;
  }

  /**
   * Checks, before any work, that the directory may be written.
   *
   * @param path any Hadoop path
   * @param overwrite whether what is there is replaced
   * @param contents the names that such a directory holds; one that holds others is not replaced
   * @throws InvalidInputException when it may not
   * @throws IOException when the file system fails
   */
  public static OutputDirectory checked(
      String path, boolean overwrite, Set<String> contents, Configuration hadoop)
      throws IOException {
    FileSystem files = fileSystem(path, hadoop);
    OutputDirectory output =
        new OutputDirectory(files, files.makeQualified(new Path(path)), overwrite, contents);
    output.checkReplaceable();
    return output;
  }

  /**
   * The file system of a path that is to be written.
   *
   * @throws InvalidInputException when there is none
   * @throws IOException when it fails
   */
  static FileSystem fileSystem(String path, Configuration hadoop) throws IOException {
    try {
      return new Path(path).getFileSystem(hadoop);
    } catch (IllegalArgumentException | UnsupportedFileSystemException e) {
      throw new InvalidInputException(
          "'" + path + "' cannot be an output: " + e.getMessage() + "; name another path");
    }
  }

  /**
   * Checks that another directory, which the job writes on its way, is apart from this one.
   *
   * @param other qualified
   * @throws InvalidInputException when it is this one, or below it
   */
  void requireOutside(Path other) {
    for (Path above = other; above != null; above = above.getParent()) {
      if (above.equals(path)) {
        throw new InvalidInputException(
            other
                + " lies in "
                + path
                + ", which is written at the end: name a directory beside it");
      }
    }
  }

  private void checkReplaceable() throws IOException {
    if (path.isRoot()) {
      throw new InvalidInputException(path + " is a root: name a directory below it");
    }
    if (!files.exists(path)) {
      return;
    }
    if (!overwrite) {
      throw new InvalidInputException(
          path + " exists: name another output, or give --overwrite to replace it");
    }
    if (!files.getFileStatus(path).isDirectory()) {
      throw new InvalidInputException(path + " is a file: name a directory");
    }
    for (FileStatus entry : files.listStatus(path)) {
      String name = entry.getPath().getName();
      if (!contents.contains(name) && !name.equals(SUCCESS)) {
        throw new InvalidInputException(
            path + " holds " + name + ", which is not of such an output: name another directory");
      }
    }
  }

  /**
   * Writes the directory: the writer gets an empty one beside it, which takes its place when the
   * writer returns and is deleted when it throws.
   *
   * @throws Exception what the writer throws, or the file system
   */
  public void write(Writer writer) throws Exception {
    Path incomplete = beside("incomplete");
    files.delete(incomplete, true);
    try {
      files.mkdirs(incomplete);
      writer.write(incomplete);
      replaceBy(incomplete);
    } finally {
      files.delete(incomplete, true);
    }
  }

  private void replaceBy(Path complete) throws IOException {
    Path replaced = beside("replaced");
    files.delete(replaced, true);
    if (files.exists(path)) {
      rename(path, replaced);
    }
    rename(complete, path);
    files.delete(replaced, true);
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private Path beside(String what) {
    return new Path(path.getParent(), "." + path.getName() + "." + what);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** What fills a directory. */
  @FunctionalInterface
  public interface Writer {

    /**
     * Fills a directory.
     *
     * @param directory empty
     * @throws Exception when it cannot be filled
     */
    void write(Path directory) throws Exception;
  }
}
