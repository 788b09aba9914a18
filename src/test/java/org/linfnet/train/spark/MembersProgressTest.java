package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainingListener;

class MembersProgressTest {

  private static final int STEPS = 3;

  private final List<String> heard = new ArrayList<>();
  private final MembersProgress progress =
      new MembersProgress(
          new TrainingListener() {
            @Override
            public void stepEnded(int epoch, int step, int steps) {
              heard.add("%d/%d".formatted(epoch, step));
            }

            @Override
            public void epochEnded(EpochRecord epoch) {
              heard.add("end of " + epoch.epoch());
            }
          },
          2);
  private final TrainingListener first = progress.of(0);
  private final TrainingListener second = progress.of(1);

  @Test
  void membersAtTheSameTimeAreOneRun() {
    first.stepEnded(0, 0, STEPS);
    second.stepEnded(0, 0, STEPS);
    first.stepEnded(0, 1, STEPS);
    first.stepEnded(0, 2, STEPS);
    first.epochEnded(epoch(1));
    second.stepEnded(0, 1, STEPS);
    second.stepEnded(0, 2, STEPS);
    second.epochEnded(epoch(1));

    assertThat(heard)
        .containsExactly("0/0", "0/1", "0/2", "1/0", "end of 1", "1/1", "1/2", "end of 2");
  }

  @Test
  void aMemberOutOfACheckpointCounts() {
    progress.ended(0, 5);
    second.stepEnded(0, 0, STEPS);
    second.epochEnded(epoch(1));

    assertThat(heard).containsExactly("5/0", "end of 6");
  }

  private static EpochRecord epoch(int number) {
    return new EpochRecord(number, 8, 0.02, 0.5, 0.9, Optional.empty(), 1);
  }
}
