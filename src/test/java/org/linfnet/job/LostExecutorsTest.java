package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

class LostExecutorsTest {

  private final Exception givenUp =
      new SparkException("ResultStage 12 has failed the maximum allowable number of times: 4.");

  private final LostExecutors lost = new LostExecutors();

  private void remove(String reason) {
    lost.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "1", reason));
  }

  @Test
  void aStageThatIsGivenUpAfterAnExecutorRanOutOfMemoryNamesWhatToRaise() {
    remove("Command exited with code 52");

    assertThat(lost.explained(givenUp))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--executor-memory");
  }

  @Test
  void otherFailuresAndOtherLossesStayAsTheyAre() {
    remove("Executor killed by driver.");
    assertThat(lost.explained(givenUp)).isSameAs(givenUp);

    remove("Command exited with code 52");
    Exception other = new SparkException("Task 0 failed 4 times");
    assertThat(lost.explained(other)).isSameAs(other);
  }
}
