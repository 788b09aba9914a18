package org.linfnet.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;
import org.linfnet.InvalidInputException;

/** Tells a user's mistake from a fault of the program, whatever Spark has wrapped around it. */
final class UserMistake {

  private static final Pattern FULL =
      Pattern.compile("No space left on device|Disk quota exceeded|Read-only file system");

  private static final String MALFORMED_LINE =
      " holds a line that is not whole or does not fit the columns: mend or drop it";

  private UserMistake() {}

  /** One line that names the mistake and the mend; empty when the failure is none. */
  static Optional<String> in(Throwable failure) {
    Optional<String> memory = OutOfMemory.in(failure);
    if (memory.isPresent()) {
      return memory;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> message = said(cause);
      if (message.isPresent()) {
        return message.map(line -> line.strip().replaceAll("\\s*\\R\\s*", " "));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> said(Throwable cause) {
    if (cause instanceof InvalidInputException) {
      return Optional.of(cause.getMessage());
    }
    if (cause instanceof SparkThrowable thrown) {
      return ofTable(thrown);
    }
    if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
      return Optional.of("no such file: " + cause.getMessage());
    }
    if (cause instanceof AccessControlException || cause instanceof AccessDeniedException) {
      return Optional.of("not allowed: " + cause.getMessage());
    }
    if (cause instanceof ChecksumException) {
      return Optional.of(
          "a file is not as it was written ("
              + cause.getMessage()
              + "): write it again, or delete the .crc file beside it if the change was meant");
    }
    if (cause instanceof UnknownHostException) {
      return Optional.of(
          ("the host name %s does not resolve: correct it, or, if it is this machine's, add"
                  + " it to /etc/hosts or set SPARK_LOCAL_IP=127.0.0.1")
              .formatted(hostName(cause.getMessage())));
    }
    if (cause instanceof ConnectException) {
      return Optional.of(
          "no connection (%s): correct the address, or start what should answer there"
              .formatted(cause.getMessage()));
    }
    if (cause instanceof CharacterCodingException) {
      return Optional.of("a file that must be text is not in UTF-8: save it as UTF-8");
    }
    if (cause instanceof IOException && FULL.matcher(String.valueOf(cause.getMessage())).find()) {
      return Optional.of(
          cause.getMessage() + ": make room there, or name another output and spark.local.dir");
    }
    return Optional.empty();
  }

  /** The JDK says {@code name: name: Name or service not known}. */
  private static String hostName(String message) {
    return String.valueOf(message).replaceFirst(":.*", "");
  }

  private static Optional<String> ofTable(SparkThrowable thrown) {
    Map<String, String> parameters = thrown.getMessageParameters();
    return switch (String.valueOf(thrown.getCondition())) {
      case "PATH_NOT_FOUND" ->
          Optional.of("there is no " + parameters.get("path") + ": name a table that exists");
      case "UNABLE_TO_INFER_SCHEMA" ->
          Optional.of(
              "the path named holds no %s file: name a table written so, or its --format"
                  .formatted(parameters.getOrDefault("format", "Parquet")));
      case "DATA_SOURCE_NOT_FOUND" ->
          Optional.of(
              ("this Spark has no format %s: correct --format or --output-format, or add its library with"
                      + " spark-submit's --packages")
                  .formatted(parameters.get("provider")));
      case "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH" ->
          Optional.of(
              ("%s holds column %s as %s, where other files of the table hold %s: write all"
                      + " files with one type")
                  .formatted(
                      path(parameters),
                      parameters.get("column"),
                      parameters.get("actualType"),
                      parameters.get("expectedType")));
      case "FAILED_READ_FILE.FILE_NOT_EXIST" ->
          Optional.of(
              path(parameters) + " is gone: the table changed while it was read; try again");
      case "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER", "FAILED_READ_FILE.NO_HINT" ->
          Optional.of(unreadable(path(parameters), thrown));
      case "COLUMN_ALREADY_EXISTS" ->
          Optional.of(
              "the table has two columns whose names differ in capitals at most, %s: rename one"
                  .formatted(parameters.get("columnName")));
      case "TABLE_OR_VIEW_ALREADY_EXISTS", "LOCATION_ALREADY_EXISTS" ->
          Optional.of(
              "another run has written the table, or left files in its place (%s): name another"
                      .formatted(String.join(", ", parameters.values()))
                  + " output");
      case "CONFLICTING_DIRECTORY_STRUCTURES",
          "CODEC_NOT_AVAILABLE",
          "CODEC_SHORT_NAME_NOT_FOUND",
          "FAILED_READ_FILE.UNSUPPORTED_FILE_SYSTEM",
          "_LEGACY_ERROR_TEMP_1139",
          "_LEGACY_ERROR_TEMP_1140" ->
          Optional.of(((Throwable) thrown).getMessage());
      default -> ofValue(thrown);
    };
  }

  /** What Spark says of a value holds the value, which is not repeated. */
  private static Optional<String> ofValue(SparkThrowable thrown) {
    if (isMalformedLine((Throwable) thrown)) {
      return Optional.of("the table" + MALFORMED_LINE);
    }
    Map<String, String> parameters = thrown.getMessageParameters();
    String condition = String.valueOf(thrown.getCondition());
    return condition.equals("CAST_INVALID_INPUT") || condition.equals("CAST_OVERFLOW")
        ? Optional.of(
            "a row holds a %s that is no %s: mend or drop the row, or cast the column yourself"
                .formatted(parameters.get("sourceType"), parameters.get("targetType")))
        : Optional.empty();
  }

  /** The path of a file, which Spark gives as a URL. */
  private static String path(Map<String, String> parameters) {
    String path = String.valueOf(parameters.get("path"));
    try {
      return new Path(new URI(path)).toString();
    } catch (URISyntaxException e) {
      return path;
    }
  }

  private static boolean isMalformedLine(Throwable cause) {
    return cause instanceof SparkThrowable thrown
        && String.valueOf(thrown.getCondition()).startsWith("MALFORMED_RECORD");
  }

  private static String unreadable(String path, SparkThrowable thrown) {
    for (Throwable cause = (Throwable) thrown; cause != null; cause = cause.getCause()) {
      if (isMalformedLine(cause)) {
        return path + MALFORMED_LINE;
      }
      String name = cause.getClass().getSimpleName();
      if (name.equals("BadConfigurationException") || cause instanceof ClassNotFoundException) {
        return ("%s is compressed with a codec that is not there (%s): write it with snappy,"
                + " zstd or gzip")
            .formatted(path, cause.getMessage());
      }
    }
    return path
        + " is no Parquet file, or not a whole one: name a table written as Parquet or its --format,"
        + " or write the file again, or remove it";
  }
}
