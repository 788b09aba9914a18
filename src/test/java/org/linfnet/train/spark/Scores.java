package org.linfnet.train.spark;

import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ExampleBlock;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.ScoringPass;

/**
 * What a finished network makes of a block of examples, without a look at the record of its
 * training.
 *
 * @param correct how many have the largest logit at their label
 * @param certified how many of these have at least twice epsilon between this logit and the next
 */
record Scores(int correct, int certified) {

  /**
   * Of a network of distances, which stretches nothing.
   *
   * @param epsilon in the unit of the encoding's radii
   */
  static Scores of(EncodedNetwork network, ExampleBlock examples, double epsilon) {
    int width = network.encoding().shape().size();
    int classes = network.network().classes();
    ScoringPass pass = new ScoringPass(network.state(), Kernels.ofThisJvm(), 1);
    double[] user = new double[width];
    float[] inputs = new float[width];
    double networkEpsilon = network.encoding().radiusToNetwork(epsilon);
    int correct = 0;
    int certified = 0;
    for (int i = 0; i < examples.size(); i++) {
      network.encoding().toUser(examples.values(), i, user, 0);
      network.encoding().encode(user, 0, inputs, 0);
      double margin = margin(pass.logits(inputs, 1), classes, examples.labels()[i]);
      correct += margin > 0 ? 1 : 0;
      certified += margin > 2 * networkEpsilon ? 1 : 0;
    }
    return new Scores(correct, certified);
  }

  private static double margin(float[] logits, int classes, int label) {
    double rival = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < classes; j++) {
      rival = j == label ? rival : Math.max(rival, logits[j]);
    }
    return logits[label] - rival;
  }
}
