package org.linfnet.train.spark;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.train.StepGradients;
import org.linfnet.train.TrainingMoment;

/**
 * Describes the jobs that the calling thread submits, as whoever looks at the cluster sees them.
 *
 * @param spark where they are submitted
 */
record DescribedJobs(JavaSparkContext spark) {

  private static final String PROPERTY = "spark.job.description";

  /** Does something whose jobs have this description. The caller's own description comes back. */
  <T> T during(String description, Supplier<T> work) {
    String before = spark.getLocalProperty(PROPERTY);
    spark.setLocalProperty(PROPERTY, description);
    try {
      return work.get();
    } finally {
      spark.setLocalProperty(PROPERTY, before);
    }
  }

  /** The description of a step's job. */
  static String ofStep(StepGradients.Task task) {
    TrainingMoment moment = task.moment();
    return "linfnet: epoch %d, step %d of %d, p = %s"
        .formatted(moment.epoch() + 1, moment.step() + 1, moment.steps(), task.p());
  }

  /** The description of a job that lasts from a step on. */
  static String fromEpoch(StepGradients.Task task) {
    return "linfnet: training, from epoch %d and p = %s on"
        .formatted(task.moment().epoch() + 1, task.p());
  }
}
