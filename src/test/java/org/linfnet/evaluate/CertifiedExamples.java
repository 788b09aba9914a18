package org.linfnet.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.linfnet.WrittenNumber;
import org.linfnet.attack.Attack;
import org.linfnet.attack.AttackKind;
import org.linfnet.attack.AttackedExamples;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;

/**
 * Attacks the examples that are certified, which an evaluation spares because nothing can come of
 * it; that is what a test has to see.
 *
 * @param network what certified them
 * @param examples all of them, with labels
 * @param method of the bounds that certify them
 */
public record CertifiedExamples(
    EncodedNetwork network, ExampleBlock examples, BoundsCertificate.Method method) {

  private static final int BLOCK = 64;
  private static final long SEED = 7;

  /** Examples that intervals certify. */
  public CertifiedExamples(EncodedNetwork network, ExampleBlock examples) {
    this(network, examples, BoundsCertificate.Method.INTERVALS);
  }

  private EvaluationPlan plan(double epsilon) {
    return new EvaluationPlan(List.of(WrittenNumber.of(epsilon)), AttackKind.NONE, SEED, method);
  }

  /** Who was attacked, and who fell. */
  public record Survival(int attacked, List<Long> broken) {}

  /** Attacks each example that is certified at epsilon within the ball of that radius. */
  public Survival attack(AttackKind kind, double epsilon) {
    return attack(kind, epsilon, Double.POSITIVE_INFINITY);
  }

  /**
   * Attacks each example that is certified at epsilon, and whose certified radius is less than
   * {@code beyond}, within the ball of radius epsilon.
   */
  public Survival attack(AttackKind kind, double epsilon, double beyond) {
    int blocks = (examples.size() + BLOCK - 1) / BLOCK;
    List<Survival> survivals =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(block -> attackBlock(kind, epsilon, beyond, block * BLOCK))
            .toList();
    List<Long> broken = new ArrayList<>();
    survivals.forEach(survival -> broken.addAll(survival.broken()));
    return new Survival(survivals.stream().mapToInt(Survival::attacked).sum(), broken);
  }

  /**
   * Searches the last bits at the certified radius of the first images that have one: corners and
   * faces of the ball, nudged inwards by a few floats, every other one towards an image of another
   * class.
   */
  public Survival searchLastBits(int wanted, int points) {
    EvaluationPlan plan = plan(0.1);
    ExampleBlock first = part(0, Math.min(examples.size(), 4 * wanted));
    List<ExampleResult> results =
        new BlockEvaluation(network, plan, Kernels.ofThisJvm(), first.size()).evaluate(first);
    double[] pixels = SmallNetworks.values(first, network.encoding());
    int[] certified =
        IntStream.range(0, first.size())
            .filter(b -> results.get(b).certifiedRadius() > 0)
            .limit(wanted)
            .toArray();
    List<Long> broken =
        IntStream.of(certified)
            .parallel()
            .filter(b -> new LastBits(network, first, pixels, results.get(b), b).breaks(points))
            .mapToObj(b -> first.ids()[b])
            .toList();
    return new Survival(certified.length, broken);
  }

  private Survival attackBlock(AttackKind kind, double epsilon, double beyond, int from) {
    ExampleBlock block = part(from, Math.min(examples.size(), from + BLOCK));
    EvaluationPlan plan = plan(epsilon);
    boolean[] spared = new boolean[block.size()];
    int certified = 0;
    List<ExampleResult> results =
        new BlockEvaluation(network, plan, Kernels.ofThisJvm(), BLOCK).evaluate(block);
    for (int b = 0; b < block.size(); b++) {
      spared[b] =
          results.get(b).outcomes().get(0).status() != Status.CERTIFIED
              || results.get(b).certifiedRadius() >= beyond;
      certified += spared[b] ? 0 : 1;
    }
    AttackedExamples attacked =
        new AttackedExamples(
                network.encoding(),
                block.ids(),
                SmallNetworks.values(block, network.encoding()),
                block.labels())
            .within(epsilon, spared);
    AttackedNetwork target = new AttackedNetwork(network, Kernels.ofThisJvm(), BLOCK);
    for (Attack attack : kind.attacks(SEED, network.encoding(), target.classes())) {
      attack.attack(target, attacked);
    }
    List<Long> broken = new ArrayList<>();
    for (int b = 0; b < block.size(); b++) {
      if (attacked.counterexample(b).isPresent()) {
        broken.add(block.ids()[b]);
      }
    }
    return new Survival(certified, broken);
  }

  private ExampleBlock part(int from, int to) {
    List<ExampleBlock> single = IntStream.range(from, to).mapToObj(this::single).toList();
    return ExampleBlock.merged(single, examples.values());
  }

  private ExampleBlock single(int example) {
    Object row = examples.values().row(example);
    StoredValues values =
        row instanceof byte[] bytes
            ? StoredValues.of(bytes, bytes.length)
            : StoredValues.of((double[]) row, examples.values().width());
    return ExampleBlock.of(
        examples.ids()[example], examples.labels()[example], examples.weights()[example], values);
  }
}
