package org.linfnet.job;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;
import org.linfnet.InvalidInputException;

/** Tells a user's mistake from a fault of the program, whatever Spark has wrapped around it. */
final class UserMistake {

  private UserMistake() {}

  /** One line that names the mistake and the mend; empty when the failure is none. */
  static Optional<String> in(Throwable failure) {
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
    if (cause instanceof AccessControlException) {
      return Optional.of("not allowed: " + cause.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<String> ofTable(SparkThrowable thrown) {
    Map<String, String> parameters = thrown.getMessageParameters();
    return switch (String.valueOf(thrown.getCondition())) {
      case "PATH_NOT_FOUND" ->
          Optional.of("there is no " + parameters.get("path") + ": name a table that exists");
      case "UNABLE_TO_INFER_SCHEMA" ->
          Optional.of("the path named holds no Parquet file: name a table written as Parquet");
      case "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER" ->
          Optional.of(
              parameters.get("path") + " is no Parquet file: name a table written as Parquet");
      default -> Optional.empty();
    };
  }
}
