package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.Random;
import java.util.stream.LongStream;
import org.linfnet.input.Augmentation;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.input.TrainingInputs;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Step;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.network.TrainingPass;
import org.linfnet.train.BatchOrder;
import org.linfnet.train.StepGradients.Task;
import org.linfnet.train.TrainingMoment;

/**
 * One of the fixed parts that the training examples are dealt to. It lives in Spark's cache. It
 * keeps the buffers of its last step there, so that the next step allocates none.
 */
final class Shard implements Serializable {

  private static final long serialVersionUID = 2;
  private static final int REFIT_BATCH = 512;
  private static final int AFTER_TRAINING = -1;

  private final int number;
  private final int[] labels;
  private final float[] weights;
  private final int width;
  private final TrainingInputs inputs;
  private final long[] sums;
  private transient Workspace idle;
  private transient ThreadPool pool;

  /**
   * @param weightUnit what every weight is divided by
   */
  Shard(
      int number,
      ExampleBlock examples,
      Encoding encoding,
      Augmentation augmentation,
      double weightUnit) {
    this.number = number;
    this.labels = examples.labels();
    this.weights = new float[examples.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (examples.weights()[i] / weightUnit);
    }
    this.width = encoding.shape().size();
    this.inputs = encoding.trainingInputs(examples.values(), augmentation);
    this.sums = ShardedExamples.sums(examples);
  }

  int number() {
    return number;
  }

  /** {@link ShardedExamples#sums} of the examples. */
  long[] sums() {
    return sums;
  }

  /** Threads of this shard's own for a task that has so many cores. They end when they idle. */
  synchronized Threads threads(int cores) {
    if (cores <= 1) {
      return Threads.ONE;
    }
    if (pool == null || pool.count() != cores) {
      pool = new ThreadPool(cores);
    }
    return pool;
  }

  /**
   * This shard's part of a step; two tasks may run it at once, as speculation does.
   *
   * @param threads what share the work
   */
  BatchGradient gradient(ShardPlan plan, float[] numbers, Task task, Threads threads) {
    Workspace workspace = take(plan, task.moment().steps(), threads);
    BatchGradient gradient = workspace.gradient(numbers, task);
    giveBack(workspace);
    return gradient;
  }

  /** The statistics of this shard's examples at p = infinity. */
  BatchGradient statistics(ShardPlan plan, float[] numbers, Threads threads) {
    int steps = (labels.length + REFIT_BATCH - 1) / REFIT_BATCH;
    return new Workspace(plan, Math.max(1, steps), threads).statistics(numbers);
  }

  /**
   * The logits of some examples, drawn at random, as values of a block.
   *
   * @param most how many examples at most
   */
  ExampleBlock logits(ShardPlan plan, float[] numbers, int most) {
    int steps = (labels.length + REFIT_BATCH - 1) / REFIT_BATCH;
    return new Workspace(plan, Math.max(1, steps), Threads.ONE)
        .logits(numbers, Math.min(most, labels.length));
  }

  private synchronized Workspace take(ShardPlan plan, int steps, Threads threads) {
    Workspace workspace = idle;
    idle = null;
    return workspace == null || !workspace.serves(plan, steps, threads)
        ? new Workspace(plan, steps, threads)
        : workspace;
  }

  private synchronized void giveBack(Workspace workspace) {
    idle = workspace;
  }

  /** The buffers with which one task computes the shard's gradients, step after step. */
  private final class Workspace {

    private final ShardPlan plan;
    private final int steps;
    private final Threads threads;
    private final TrainingPass pass;
    private final TrainingInputs.Reader reader = inputs.reader();
    private final float[] batchInputs;
    private final int[] batchLabels;
    private final float[] batchWeights;
    private int orderEpoch = AFTER_TRAINING;
    private BatchOrder order;

    Workspace(ShardPlan plan, int steps, Threads threads) {
      this.plan = plan;
      this.steps = steps;
      this.threads = threads;
      int capacity = (labels.length + steps - 1) / steps;
      this.pass = new TrainingPass(plan.network(), plan.kernels().here().on(threads), capacity);
      this.batchInputs = new float[Math.multiplyExact(capacity, width)];
      this.batchLabels = new int[capacity];
      this.batchWeights = new float[capacity];
    }

    boolean serves(ShardPlan otherPlan, int otherSteps, Threads otherThreads) {
      return plan.equals(otherPlan) && steps == otherSteps && threads == otherThreads;
    }

    BatchGradient gradient(float[] numbers, Task task) {
      TrainingMoment moment = task.moment();
      if (order == null || orderEpoch != moment.epoch()) {
        order = order(moment.epoch());
        orderEpoch = moment.epoch();
      }
      TrainingPass.Batch batch = draw(moment);
      BatchGradient gradient = new BatchGradient(plan.network());
      Step step = Step.training(task.p(), plan.layerStream(moment, number));
      pass.run(step, numbers, task.objective(), batch, gradient);
      return gradient;
    }

    /** The statistics of all examples at p = infinity, batch after batch. */
    BatchGradient statistics(float[] numbers) {
      order = order(AFTER_TRAINING);
      BatchGradient sums = new BatchGradient(plan.network());
      for (int step = 0; step < steps; step++) {
        TrainingPass.Batch batch = draw(new TrainingMoment(AFTER_TRAINING, step, steps));
        pass.runForward(Step.refitting(), numbers, batch.inputs(), batch.size(), sums);
      }
      return sums;
    }

    /** The logits of the first examples of a random order. */
    ExampleBlock logits(float[] numbers, int count) {
      int classes = plan.network().classes();
      ScoringPass scoring =
          new ScoringPass(
              new NetworkState(plan.network(), numbers), plan.kernels().here(), batchLabels.length);
      int[] scoredLabels = new int[count];
      double[] scoredWeights = new double[count];
      double[] logits = new double[Math.multiplyExact(count, classes)];
      order = order(AFTER_TRAINING);
      int scored = 0;
      for (int step = 0; scored < count; step++) {
        TrainingPass.Batch batch = draw(new TrainingMoment(AFTER_TRAINING, step, steps));
        float[] ofBatch = scoring.logits(batch.inputs(), batch.size());
        for (int b = 0; b < batch.size() && scored < count; b++, scored++) {
          scoredLabels[scored] = batchLabels[b];
          scoredWeights[scored] = batchWeights[b];
          for (int j = 0; j < classes; j++) {
            logits[scored * classes + j] = ofBatch[b * classes + j];
          }
        }
      }
      return new ExampleBlock(
          LongStream.range(0, count).toArray(),
          scoredLabels,
          scoredWeights,
          StoredValues.of(logits, classes));
    }

    private BatchOrder order(int epoch) {
      return new BatchOrder(labels.length, steps, plan.orderStream(epoch, number));
    }

    private TrainingPass.Batch draw(TrainingMoment moment) {
      int size = order.size(moment.step());
      Random random = plan.augmentationStream(moment, number).random();
      for (int b = 0; b < size; b++) {
        int example = order.example(moment.step(), b);
        batchLabels[b] = labels[example];
        batchWeights[b] = weights[example];
        reader.read(example, random, batchInputs, b * width);
      }
      return new TrainingPass.Batch(size, batchInputs, batchLabels, batchWeights);
    }
  }
}
