package org.linfnet.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.certify.CertifiedRadii;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;

/**
 * Scores, certifies and attacks blocks of examples. It holds the buffers of one pass, so one thread
 * uses it at a time.
 */
public final class BlockEvaluation {

  private final Encoding encoding;
  private final AttackedNetwork network;
  private final MarginCertificate margins;
  private final CertifiedRadii radii;
  private final RadiusAttacks attacks;

  /**
   * @param capacity the most examples that a block holds
   */
  public BlockEvaluation(
      EncodedNetwork network, EvaluationPlan plan, Kernels kernels, int capacity) {
    this.encoding = network.encoding();
    this.network = new AttackedNetwork(network, kernels, capacity);
    this.margins = new MarginCertificate(network, kernels);
    this.radii =
        new CertifiedRadii(
            new BoundsCertificate(network, plan.method(), kernels, capacity), plan.epsilons());
    this.attacks = new RadiusAttacks(this.network, plan);
  }

  /**
   * One result for each example, in their order.
   *
   * @throws org.linfnet.InvalidInputException when a value cannot be used
   */
  public List<ExampleResult> evaluate(ExampleBlock block) {
    int size = block.size();
    int classes = network.classes();
    double[] values = new double[size * network.inputs()];
    for (int b = 0; b < size; b++) {
      encoding.toUser(block.values(), b, values, b * network.inputs());
    }
    float[] logits = network.logits(values, size);
    int[] predictions = new int[size];
    int[] targets = new int[size];
    double[] marginRadii = new double[size];
    for (int b = 0; b < size; b++) {
      predictions[b] = Margin.prediction(logits, b * classes, classes);
      targets[b] = ExampleResult.target(block.labels()[b], predictions[b]);
      marginRadii[b] =
          margins.radius(
              network.networkInputs(), b * network.inputs(), logits, b * classes, targets[b]);
    }
    double[] certifiedRadii = marginRadii.clone();
    radii.raise(values, targets, certifiedRadii);
    List<ExampleResult> certified = new ArrayList<>(size);
    for (int b = 0; b < size; b++) {
      float margin = Margin.of(logits, b * classes, classes, targets[b]);
      certified.add(
          new ExampleResult(
              block.ids()[b],
              block.labels()[b],
              predictions[b],
              margin * encoding.radiusOfNetworkUnit(),
              marginRadii[b],
              certifiedRadii[b],
              List.of()));
    }
    return attacks.attack(values, certified);
  }
}
