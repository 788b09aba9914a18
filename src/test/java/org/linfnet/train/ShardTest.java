package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.linfnet.data.LabelledImages;
import org.linfnet.data.RandomCrop;
import org.linfnet.data.RandomStream;
import org.linfnet.data.Split;
import org.linfnet.data.Strokes;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.MeanShift;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.StartingWeights;

class ShardTest {

  private static final int STEPS = 6;
  private static final int TASKS = 4;

  private final LabelledImages images = new Strokes(1).draw(Split.TRAIN, 90);
  private final NetworkShape shape = new NetworkShape(images.examples().inputs(), 2, 12, 10);
  private final NetworkState state =
      StartingWeights.NORMAL.draw(shape, new RandomStream(2).random());
  private final ShardPlan plan =
      new ShardPlan(shape, MeanShift.BATCH, new RandomStream(3), RunKernels.ofDriver());

  @Test
  void aTaskThatRunsSeveralTimesAtOnceGivesTheSameBitsEachTime() throws Exception {
    List<float[]> alone = gradients(shard(), new CyclicBarrier(1));
    Shard shared = shard();
    CyclicBarrier start = new CyclicBarrier(TASKS);
    ExecutorService threads = Executors.newFixedThreadPool(TASKS);
    try {
      List<Future<List<float[]>>> tasks = new ArrayList<>();
      for (int task = 0; task < TASKS; task++) {
        tasks.add(threads.submit(() -> gradients(shared, start)));
      }
      for (Future<List<float[]>> task : tasks) {
        List<float[]> together = task.get();
        for (int step = 0; step < STEPS; step++) {
          assertThat(together.get(step)).as("step %d", step).isEqualTo(alone.get(step));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<float[]> gradients(Shard shard, CyclicBarrier start) throws Exception {
    List<float[]> gradients = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      start.await();
      TrainingMoment moment = new TrainingMoment(step / 3, step % 3, 3);
      BatchGradient gradient = shard.gradient(plan, state, 6, new HingeLoss(2), moment);
      gradients.add(gradient.gradient());
    }
    return gradients;
  }

  private Shard shard() {
    RandomCrop crop = new RandomCrop(images.description().shape(), 1, 1);
    return new Shard(
        0, new PixelExamples(images.examples(), crop, images.description().standardisation()));
  }
}
