package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the programs that measure, whose classes are beside the job jar. */
class MeasuringScriptsIT {

  @TempDir Path directory;

  @Test
  void threadScalingHasARowAnExponent() throws Exception {
    Script run =
        Script.runSmall(
            directory, "submit/thread-scaling.sh", "--width", "8", "--batch", "4", "--steps", "1");

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out()).hasSize(4);
  }

  @Test
  void executorsHaveTheClassesThatScoringSpeedSendsThem() throws Exception {
    Script run = Script.runSmall(directory, "submit/scoring-speed.sh", "--rows", "70");

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out()).hasSize(7);
  }

  @Test
  void aMistakeIsOneLine() throws Exception {
    Script run = Script.runSmall(directory, "submit/compare.sh", "--rows", "0");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).containsExactly("linfnet: --rows 0: give 1 or more");
  }
}
