package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
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
  void anyOtherFailureIsNone() {
    assertThat(UserMistake.in(new IOException("disk on fire"))).isEmpty();
  }
}
