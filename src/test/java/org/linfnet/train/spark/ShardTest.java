package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.linfnet.RandomStream;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.Augmentation;
import org.linfnet.input.CropBorder;
import org.linfnet.kernel.Threads;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.Network;
import org.linfnet.network.Objective;
import org.linfnet.train.StepGradients;
import org.linfnet.train.TrainingMoment;

class ShardTest {

  private static final int STEPS = 6;
  private static final int TASKS = 4;

  private final LabelledImages images = new Strokes(1).draw(Split.TRAIN, 90);
  private final Network network =
      new Network(
          images.description().shape(), 10, new DistanceNet(2, 12, "normal", "batch").layers());
  private final float[] numbers = network.start(new RandomStream(2).random()).numbers();
  private final ShardPlan plan = new ShardPlan(network, new RandomStream(3), RunKernels.ofDriver());

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
      BatchGradient gradient =
          shard.gradient(
              plan,
              numbers,
              new StepGradients.Task(6, Objective.on(new HingeLoss(2)), moment),
              Threads.ONE);
      gradients.add(gradient.sums());
    }
    return gradients;
  }

  private Shard shard() {
    return new Shard(
        0,
        images.examples(),
        images.description().encoding(),
        new Augmentation(1, CropBorder.ZERO, 1, 0),
        1);
  }
}
