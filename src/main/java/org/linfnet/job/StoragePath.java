package org.linfnet.job;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.linfnet.InvalidInputException;

/**
 * A path as a command line names it: a name on this machine, or any Hadoop path. A colon makes a
 * scheme only where a slash follows it, so {@code run-12:30} is a name.
 *
 * @param files the file system that it is on
 * @param path the qualified path
 */
record StoragePath(FileSystem files, Path path) {

  private static final Pattern WITH_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");
  private static final Pattern PATTERN = Pattern.compile(".*[*?\\[\\]{}\\\\].*");
  private static final char UNREADABLE = '\uFFFD';

  /**
   * A path that is read. It may be a pattern of many paths.
   *
   * @throws InvalidInputException when it is no path, or its file system is not known
   * @throws IOException when the file system fails
   */
  static StoragePath read(String text, Configuration hadoop) throws IOException {
    return of(text, "read", hadoop);
  }

  /**
   * A path that is written, with its links followed.
   *
   * @throws InvalidInputException when it is no path, or a pattern, or leads through a link to
   *     nothing, or its file system is not known
   * @throws IOException when the file system fails
   */
  static StoragePath written(String text, Configuration hadoop) throws IOException {
    StoragePath named = of(text, "written", hadoop);
    StoragePath resolved = named.resolved();
    boolean linked = !resolved.equals(named);
    if (isPattern(text) || (linked && isPattern(resolved.toString()))) {
      throw refused(text, "written", "Hadoop takes *?[]{}\\ for a pattern");
    }
    return resolved;
  }

  /**
   * The path that this one leads to when the links of this machine's file system are followed.
   * Elsewhere it is this path. What is not there yet has no links.
   *
   * @throws InvalidInputException when a link leads to nothing
   * @throws IOException when the file system fails
   */
  StoragePath resolved() throws IOException {
    if (!(files instanceof LocalFileSystem)) {
      return this;
    }
    java.nio.file.Path named = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path nearest = named;
    while (nearest.getParent() != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
      nearest = nearest.getParent();
    }
    java.nio.file.Path real = real(nearest).resolve(nearest.relativize(named));
    requireReadable(real.toString());
    return new StoragePath(files, files.makeQualified(new Path(null, null, real.toString())));
  }

  private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) { // the target is gone, or links lead in a circle
      throw new InvalidInputException(
          "%s is a link to nothing: mend or remove it, or name another path".formatted(path));
    }
  }

  /** Whether Hadoop may take a text for a pattern of many paths. */
  static boolean isPattern(String text) {
    return PATTERN.matcher(text).matches();
  }

  private static StoragePath of(String text, String use, Configuration hadoop) throws IOException {
    requireReadable(text);
    try {
      Path path = path(text);
      FileSystem files = path.getFileSystem(hadoop);
      requireStorable(text, files);
      return new StoragePath(files, files.makeQualified(path));
    } catch (UnsupportedFileSystemException e) {
      throw refused(text, use, noConnector(e.getMessage()));
    } catch (RuntimeException e) {
      throw refused(text, use, reason(e));
    }
  }

  private static Path path(String text) {
    boolean named = text.indexOf(':') >= 0 && !WITH_SCHEME.matcher(text).matches();
    return named ? new Path(null, null, text) : new Path(text);
  }

  /** What lies beside this path and is named after it: {@code .NAME.suffix}. */
  StoragePath beside(String suffix) {
    return sibling("." + path.getName() + "." + suffix);
  }

  /** What lies beside this path under another name. */
  StoragePath sibling(String name) {
    return new StoragePath(files, path.getParent()).child(name);
  }

  /** What lies in this directory under a name, colons and all. */
  StoragePath child(String name) {
    return new StoragePath(files, new Path(path, new Path(null, null, name)));
  }

  private static InvalidInputException refused(String text, String use, String reason) {
    return new InvalidInputException(
        "'%s' cannot be %s: %s; name another path".formatted(text, use, reason));
  }

  private static String reason(RuntimeException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidInputException) {
        throw refused;
      }
      if (cause instanceof ClassNotFoundException) {
        return noConnector(cause.getMessage());
      }
      if (cause instanceof UnknownHostException) {
        return "the host " + cause.getMessage() + " is not known";
      }
    }
    return String.valueOf(refused.getMessage());
  }

  private static String noConnector(String missing) {
    return missing
        + " (the library of that file system is not there: add it with spark-submit's --packages,"
        + " for S3 org.apache.hadoop:hadoop-aws with s3a:// paths)";
  }

  /** A locale that cannot decode the command line leaves replacement characters in it. */
  private static void requireReadable(String text) {
    if (text.indexOf(UNREADABLE) >= 0) {
      throw wrongLocale(text);
    }
  }

  /** A name that the locale cannot write would get question marks, as other names would. */
  private static void requireStorable(String text, FileSystem files) {
    String names = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (files instanceof LocalFileSystem && !Charset.forName(names).newEncoder().canEncode(text)) {
      throw wrongLocale(text);
    }
  }

  private static InvalidInputException wrongLocale(String text) {
    return new InvalidInputException(
        "the locale has no letters for '%s': set LC_ALL=C.UTF-8, or name it in ASCII"
            .formatted(text));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
