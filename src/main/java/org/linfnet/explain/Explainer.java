package org.linfnet.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linfnet.attack.AttackKind;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.attack.Counterexample;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.certify.CertifiedRadii;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;
import org.linfnet.network.ScoringPass;

/**
 * Explains predictions of a network, one at a time. The gradients of the two largest logits go back
 * through the layers. In a distance net a neuron follows the one coordinate that attains its
 * maximum, so one unit of each layer decides a logit. One thread uses an explainer at a time.
 */
public final class Explainer {

  /** The most deciders of a layer that an explanation names. */
  public static final int DECIDERS = 10;

  /** At p = infinity one input decides; at this p those that are nearly as far show as well. */
  public static final float RELAXED_P = 32;

  private final Encoding encoding;
  private final int classes;
  private final ScoringPass pass;
  private final MarginCertificate margins;
  private final CertifiedRadii radii;
  private final SmallestChange change;
  private final float[] inputs;

  /**
   * @param attack what searches for the smallest change
   * @param seed of the attack
   */
  public Explainer(EncodedNetwork network, AttackKind attack, long seed, Kernels kernels) {
    this.encoding = network.encoding();
    this.classes = network.network().classes();
    this.pass = new ScoringPass(network.state(), kernels, 1);
    this.margins = new MarginCertificate(network, kernels);
    this.radii = new CertifiedRadii(new BoundsCertificate(network, kernels, 1), new double[0]);
    this.change =
        new SmallestChange(
            new AttackedNetwork(network, kernels, 1), attack.attacks(seed, encoding, classes));
    this.inputs = new float[network.network().inputSize()];
  }

  /**
   * Explains the prediction for an example.
   *
   * @param id seeds the random numbers of the attack, with its own seed
   * @param values in the user's units, {@code double[inputs]}
   * @throws IllegalArgumentException when a value is out of the encoding's range
   */
  public Explanation explain(long id, double[] values) {
    encoding.encode(values, 0, inputs, 0);
    float[] logits = pass.logits(inputs, 1);
    int prediction = Margin.prediction(logits, 0, classes);
    int rival = Margin.rival(logits, 0, classes, prediction);
    double lead = (logits[prediction] - logits[rival]) * encoding.radiusOfNetworkUnit();
    double[] radius = {margins.radius(inputs, 0, logits, 0, prediction)};
    radii.raise(values, new int[] {prediction}, radius);
    List<Decider> deciders = new ArrayList<>();
    for (int logit : new int[] {prediction, rival}) {
      deciders.addAll(deciders(logit));
    }
    pass.relaxedLogits(RELAXED_P, inputs, 1);
    float[] leadGradient = new float[classes];
    leadGradient[prediction] = 1;
    leadGradient[rival] = -1;
    double[] slopes = widened(pass.inputGradient(leadGradient));
    Optional<Counterexample> smallest = change.search(id, values, prediction, radius[0]);
    return new Explanation(prediction, rival, lead, radius[0], deciders, slopes, smallest);
  }

  private List<Decider> deciders(int logit) {
    float[] logitGradient = new float[classes];
    logitGradient[logit] = 1;
    List<float[]> gradients = pass.layerGradients(logitGradient);
    List<Decider> deciders = new ArrayList<>();
    for (int layer = 0; layer < gradients.size(); layer++) {
      deciders.addAll(deciders(logit, layer, gradients.get(layer)));
    }
    return deciders;
  }

  private static List<Decider> deciders(int logit, int layer, float[] gradient) {
    return IntStream.range(0, gradient.length)
        .filter(unit -> gradient[unit] != 0)
        .mapToObj(unit -> new Decider(logit, layer, unit, gradient[unit]))
        .sorted(Comparator.comparingDouble(decider -> -Math.abs(decider.slope())))
        .limit(DECIDERS)
        .toList();
  }

  private static double[] widened(float[] floats) {
    double[] doubles = new double[floats.length];
    Arrays.setAll(doubles, i -> floats[i]);
    return doubles;
  }
}
