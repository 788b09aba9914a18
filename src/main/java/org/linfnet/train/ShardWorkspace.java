package org.linfnet.train;

import java.util.Random;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkState;
import org.linfnet.network.TrainingPass;

/** The buffers with which one thread computes a shard's gradients, step after step. */
final class ShardWorkspace {

  private static final int AFTER_TRAINING = -1;

  private final ShardPlan plan;
  private final int shard;
  private final TrainingExamples examples;
  private final int steps;
  private final TrainingPass pass;
  private final TrainingExamples.Reader reader;
  private final float[] inputs;
  private final int[] labels;
  private final float[] weights;
  private int orderEpoch = -1;
  private BatchOrder order;

  ShardWorkspace(ShardPlan plan, int shard, TrainingExamples examples, int steps) {
    this.plan = plan;
    this.shard = shard;
    this.examples = examples;
    this.steps = steps;
    int capacity = (examples.size() + steps - 1) / steps;
    this.pass = new TrainingPass(plan.shape(), plan.shift(), plan.kernels().here(), capacity);
    this.reader = examples.reader();
    this.inputs = new float[Math.multiplyExact(capacity, examples.inputs())];
    this.labels = new int[capacity];
    this.weights = new float[capacity];
  }

  boolean serves(ShardPlan otherPlan, int otherSteps) {
    return plan.equals(otherPlan) && steps == otherSteps;
  }

  BatchGradient gradient(NetworkState state, float p, Loss loss, TrainingMoment moment) {
    if (orderEpoch != moment.epoch()) {
      order = new BatchOrder(examples.size(), steps, plan.orderStream(moment.epoch(), shard));
      orderEpoch = moment.epoch();
    }
    int batch = draw(moment);
    BatchGradient gradient = new BatchGradient(plan.shape());
    pass.run(state, p, loss, inputs, labels, weights, batch, gradient);
    return gradient;
  }

  /** The sums of the hidden outputs over all examples at p = infinity, batch after batch. */
  BatchGradient hiddenOutputs(NetworkState state) {
    order = new BatchOrder(examples.size(), steps, plan.orderStream(AFTER_TRAINING, shard));
    BatchGradient sums = new BatchGradient(plan.shape());
    for (int step = 0; step < steps; step++) {
      int batch = draw(new TrainingMoment(AFTER_TRAINING, step, steps));
      pass.runForward(state, Float.POSITIVE_INFINITY, inputs, batch, sums);
    }
    return sums;
  }

  private int draw(TrainingMoment moment) {
    int batch = order.size(moment.step());
    int width = examples.inputs();
    Random random = plan.augmentationStream(moment, shard).random();
    for (int b = 0; b < batch; b++) {
      int example = order.example(moment.step(), b);
      labels[b] = examples.label(example);
      weights[b] = examples.weight(example);
      reader.read(example, random, inputs, b * width);
    }
    return batch;
  }
}
