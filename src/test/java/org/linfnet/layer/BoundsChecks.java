package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.linfnet.layer.Slot.Role;

/** What holds for the bounds, the leads and the lines of every layer, whatever its kind. */
final class BoundsChecks {

  private static final int BATCH = 4;
  private static final int QUANTITIES = 3;

  /** A step of differences in float. */
  private static final float FLOAT_STEP = 0x1p-9f;

  private final Layer layer;
  private final Random random = new Random(17);
  private final float[] numbers;

  BoundsChecks(LayerCase tested) {
    this.layer = tested.layer();
    this.numbers = LayerCase.numbers(layer, random, 1);
  }

  private float[] gaussian(int length) {
    return LayerCase.gaussian(length, random, 1);
  }

  /** No float point of a box has an output outside the bounds, however small or large all is. */
  void boundsHold(double scale) {
    float[] scaled = LayerCase.numbers(layer, random, scale);
    for (int trial = 0; trial < 50; trial++) {
      Bounds boxes = Boxes.random(BATCH * layer.inputs().size(), random, scale);
      Bounds bounds = LayerCase.bounds(layer, scaled, boxes);
      for (int points = 0; points < 40; points++) {
        float[] point = Boxes.point(boxes, random);
        requireWithin(bounds, LayerCase.forward(layer, Step.scoring(), scaled, point));
      }
    }
  }

  static void requireWithin(Bounds bounds, float[] output) {
    for (int k = 0; k < output.length; k++) {
      assertThat(output[k]).as("output %d", k).isBetween(bounds.lower()[k], bounds.upper()[k]);
    }
  }

  /** At no float point of a box a class leads another by less. */
  void leadsHold(double scale) {
    float[] scaled = LayerCase.numbers(layer, random, scale);
    for (int trial = 0; trial < 20; trial++) {
      Bounds boxes = Boxes.random(BATCH * layer.inputs().size(), random, scale);
      Leads leads = LayerCase.leads(layer, scaled, boxes);
      for (int points = 0; points < 20; points++) {
        float[] point = Boxes.point(boxes, random);
        float[] output = LayerCase.forward(layer, Step.scoring(), scaled, point);
        for (int k = 0; k < output.length; k++) {
          int example = k / leads.count();
          double own = output[example * leads.count() + leads.classes()[example]];
          assertThat(leads.values()[k]).isLessThanOrEqualTo(own - output[k]);
        }
      }
    }
  }

  /**
   * At no float point of a box a random sum of the outputs is below its line in the inputs.
   *
   * @param scale of the numbers and the boxes
   * @param ofCoefficients the scale of the sum's coefficients
   */
  void linesHold(double scale, double ofCoefficients, LinearBounds.Below side) {
    float[] scaled = LayerCase.numbers(layer, random, scale);
    int outputs = layer.outputs().size();
    int inputs = layer.inputs().size();
    int[] examples = random.ints(BATCH * QUANTITIES, 0, BATCH).toArray();
    for (int trial = 0; trial < 20; trial++) {
      Bounds boxes = Boxes.random(BATCH * inputs, random, scale);
      LayerPass pass = LayerCase.pass(layer, BATCH);
      BoundsBlock block = new BoundsBlock(scaled, BATCH, boxes, Bounds.of(BATCH, outputs));
      pass.bounds(block);
      LinearBounds above = LinearBounds.of(side, examples, outputs);
      for (int i = 0; i < above.coefficients().length; i++) {
        above.coefficients()[i] = (float) (ofCoefficients * random.nextGaussian());
      }
      LinearBounds below = above.unfilled(inputs);
      pass.linear(block, above, below);
      for (int points = 0; points < 20; points++) {
        float[] point = Boxes.point(boxes, random);
        float[] output = LayerCase.forward(layer, Step.scoring(), scaled, point);
        for (int row = 0; row < BATCH * QUANTITIES; row++) {
          double line = value(below, row, point);
          // The test's own sums round in double.
          double roundings = 1e-14 * absoluteValue(below, row, point);
          assertThat(line).isLessThanOrEqualTo(value(above, row, output) + roundings);
          assertThat(below.least(row, boxes)).isLessThanOrEqualTo(line + roundings);
        }
      }
    }
  }

  private static double absoluteValue(LinearBounds lines, int row, float[] values) {
    double sum = Math.abs(lines.constants()[row]);
    for (int k = 0; k < lines.size(); k++) {
      int at = lines.examples()[row] * lines.size() + k;
      sum += Math.abs((double) lines.coefficients()[row * lines.size() + k] * values[at]);
    }
    return sum;
  }

  private static double value(LinearBounds lines, int row, float[] values) {
    double sum = lines.constants()[row];
    for (int k = 0; k < lines.size(); k++) {
      int at = lines.examples()[row] * lines.size() + k;
      sum += (double) lines.coefficients()[row * lines.size() + k] * values[at];
    }
    return sum;
  }

  /** The gradient through the leads agrees with differences of the leads. */
  void leadsGradient() {
    Bounds box = wideBoxes();
    float[] leadGradient = gaussian(BATCH * layer.outputs().size());
    Bounds inputGradient =
        new Bounds(
            gaussian(BATCH * layer.inputs().size()), gaussian(BATCH * layer.inputs().size()));
    float[] sums = new float[numbers.length];
    LayerPass pass = LayerCase.pass(layer, BATCH);
    BoundsBlock block =
        new BoundsBlock(numbers, BATCH, box, Bounds.of(BATCH, layer.outputs().size()));
    Leads leads = LayerCase.leads(layer, numbers, box);
    pass.leads(block, leads);
    pass.leadsGradient(block, leads, leadGradient, inputGradient, sums);
    DoubleSupplier sum = () -> weighted(leadGradient, LayerCase.leads(layer, numbers, box));
    requireSlopes(box.lower(), inputGradient.lower(), sum);
    requireSlopes(box.upper(), inputGradient.upper(), sum);
    requireSlotSlopes(sums, sum);
  }

  private static double weighted(float[] weights, Leads leads) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * leads.values()[k];
    }
    return sum;
  }

  /** The gradient through the bounds agrees with differences of the bounds. */
  void boundsGradient() {
    Bounds box = wideBoxes();
    Bounds outputGradient =
        new Bounds(
            gaussian(BATCH * layer.outputs().size()), gaussian(BATCH * layer.outputs().size()));
    Bounds inputGradient =
        new Bounds(
            gaussian(BATCH * layer.inputs().size()), gaussian(BATCH * layer.inputs().size()));
    float[] sums = new float[numbers.length];
    LayerPass pass = LayerCase.pass(layer, BATCH);
    Bounds output = Bounds.of(BATCH, layer.outputs().size());
    BoundsBlock block = new BoundsBlock(numbers, BATCH, box, output);
    pass.bounds(block);
    pass.boundsGradient(block, outputGradient, inputGradient, sums);
    DoubleSupplier sum = () -> weighted(outputGradient, LayerCase.bounds(layer, numbers, box));
    requireSlopes(box.lower(), inputGradient.lower(), sum);
    requireSlopes(box.upper(), inputGradient.upper(), sum);
    requireSlotSlopes(sums, sum);
    float[] slotSums = new float[numbers.length];
    pass.boundsSlotGradient(block, outputGradient, slotSums);
    assertThat(slotSums).containsExactly(sums);
  }

  private Bounds wideBoxes() {
    float[] lower = gaussian(BATCH * layer.inputs().size());
    float[] upper = new float[lower.length];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = lower[i] + 0.1f + random.nextFloat();
    }
    return new Bounds(lower, upper);
  }

  private void requireSlotSlopes(float[] sums, DoubleSupplier sum) {
    for (Slot slot : layer.slots()) {
      for (int i = slot.at(); i < slot.end(); i++) {
        if (slot.role() == Role.TRAINED) {
          requireSlope(slot.name(), sums[i], numbers, i, sum);
        } else {
          assertThat(sums[i]).as(slot.name()).isZero();
        }
      }
    }
  }

  private static void requireSlopes(float[] moved, float[] gradient, DoubleSupplier sum) {
    for (int i = 0; i < gradient.length; i++) {
      requireSlope("input " + i, gradient[i], moved, i, sum);
    }
  }

  /** A gradient lies between the slopes to both sides, which differ where a kink is near. */
  private static void requireSlope(
      String name, float gradient, float[] moved, int at, DoubleSupplier sum) {
    double here = sum.getAsDouble();
    double above = floatSlope(moved, at, FLOAT_STEP, here, sum);
    double below = floatSlope(moved, at, -FLOAT_STEP, here, sum);
    assertThat((double) gradient)
        .as(name)
        .isBetween(Math.min(below, above) - 2e-3, Math.max(below, above) + 2e-3);
  }

  private static double floatSlope(
      float[] moved, int at, float step, double here, DoubleSupplier sum) {
    float kept = moved[at];
    moved[at] = kept + step;
    double width = (double) moved[at] - kept;
    double there = sum.getAsDouble();
    moved[at] = kept;
    return (there - here) / width;
  }

  private static double weighted(Bounds weights, Bounds values) {
    double sum = 0;
    for (int k = 0; k < weights.lower().length; k++) {
      sum += (double) weights.lower()[k] * values.lower()[k];
      sum += (double) weights.upper()[k] * values.upper()[k];
    }
    return sum;
  }
}
