package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class UserMistakeTest {

  @Test
  void isFoundUnderWhatSparkWrapsAroundIt() {
    Throwable task = new SparkException("Job aborted", new InvalidInputException("row 3 is bad"));

    assertThat(UserMistake.in(new IllegalStateException(task))).contains("row 3 is bad");
  }

  @Test
  void isOneLine() {
    assertThat(UserMistake.in(new InvalidInputException("first\n  second\n")))
        .contains("first second");
  }

  @Test
  void aMissingFileIsOne() {
    assertThat(UserMistake.in(new FileNotFoundException("a.conf")))
        .contains("no such file: a.conf");
  }

  @Test
  void aFullDiskIsOne() {
    Throwable write = new SparkException("Job aborted", new IOException("No space left on device"));

    assertThat(UserMistake.in(write))
        .hasValueSatisfying(line -> assertThat(line).contains("make room"));
  }

  @Test
  void aHostThatDoesNotResolveIsOne() {
    Throwable start = new UnknownHostException("box: box: Name or service not known");

    assertThat(UserMistake.in(new ExceptionInInitializerError(start)))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("the host name box does not resolve")
                    .contains("SPARK_LOCAL_IP=127.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Task 0 failed 1 times: Lost task 0.0 (TID 0) (vm executor driver): java.lang.OutOfMemoryError:"
            + " Java heap space | --driver-memory",
        "Task 0 failed 4 times: Lost task 0.3 (TID 3) (vm executor 1): java.lang.OutOfMemoryError:"
            + " GC overhead limit exceeded | --executor-memory",
        "Task 0 failed 4 times: ExecutorLostFailure (executor 1 exited caused by one of the running"
            + " tasks) Reason: Command exited with code 52 | --executor-memory",
        "ExecutorLostFailure (executor 1 exited) Reason: Container killed on request. Exit code is"
            + " 137, exit code 137 | --executor-memory"
      })
  void aTaskThatRanOutOfMemoryNamesWhatToRaise(String spark, String option) {
    assertThat(UserMistake.in(new SparkException(spark)))
        .hasValueSatisfying(line -> assertThat(line).contains(option));
  }

  @Test
  void aDriverThatRanOutOfMemoryNamesWhatToRaise() {
    Throwable failure = new IllegalStateException(new OutOfMemoryError("Java heap space"));

    assertThat(UserMistake.in(failure))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("the driver ran out of memory (Java heap space; its heap is ")
                    .contains("--driver-memory"));
  }

  @Test
  void anyOtherFailureIsNone() {
    assertThat(UserMistake.in(new SparkException("ExecutorLostFailure: heartbeat timed out")))
        .isEmpty();
    assertThat(UserMistake.in(new IOException("disk on fire"))).isEmpty();
  }
}
