package org.linfnet.layer;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.linfnet.kernel.Kernels;

/**
 * A layer of a kind for tests, and what it computes, written in double and example by example.
 *
 * @param description the kind and its options
 * @param inputs the shape of an example
 * @param step how it computes
 * @param formula what it computes
 * @param factory makes it
 */
record LayerCase(
    LayerDescription description, Shape inputs, Step step, Formula formula, Factory factory) {

  private static final int CLASSES = 3;

  /** The layer's numbers do not begin at 0. */
  private static final int BEFORE = 7;

  /** What a layer computes. */
  @FunctionalInterface
  interface Formula {

    /**
     * The outputs of a block, {@code double[batch * outputs]}.
     *
     * @param inputs {@code double[batch * inputs]}
     */
    double[] outputs(Layer layer, Step step, double[] numbers, double[] inputs);
  }

  /** Makes the layer of a case. */
  @FunctionalInterface
  interface Factory {

    /** Makes it, and gives places to its numbers. */
    Layer layer(LayerOptions options, Shape inputs, SlotPlaces places);
  }

  /** A layer of a kind. */
  LayerCase(LayerDescription description, Shape inputs, Step step, Formula formula) {
    this(description, inputs, step, formula, LayerKinds::layer);
  }

  /** In the finished network. */
  static LayerCase of(String kind, Map<String, String> options, int inputs, Formula formula) {
    return new LayerCase(
        LayerDescription.of(kind, options), Shape.vector(inputs), Step.scoring(), formula);
  }

  /** The same layer in another step. */
  LayerCase in(Step other) {
    return new LayerCase(description, inputs, other, formula, factory);
  }

  Layer layer() {
    SlotPlaces places = new SlotPlaces();
    places.beginLayer("1.before");
    places.trained("weights", BEFORE, Slot.Update.PLAIN);
    places.beginLayer("2." + description.kind());
    return factory.layer(new LayerOptions("layer 2", description, CLASSES), inputs, places);
  }

  /** Random numbers for the layer, and for the one before it. */
  static float[] numbers(Layer layer, Random random, double scale) {
    int size = layer.slots().stream().mapToInt(Slot::end).max().orElse(BEFORE);
    return gaussian(size, random, scale);
  }

  static float[] gaussian(int length, Random random, double scale) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  static LayerPass pass(Layer layer, int capacity) {
    return layer.pass(Kernels.ofThisJvm(), capacity);
  }

  static int batch(Layer layer, float[] input) {
    return input.length / layer.inputs().size();
  }

  /** What the layer gives for a block. */
  static float[] forward(Layer layer, Step step, float[] numbers, float[] input) {
    int batch = batch(layer, input);
    float[] output = new float[batch * layer.outputs().size()];
    pass(layer, batch).forward(new LayerBlock(step, numbers, batch, input, output));
    return output;
  }

  /** The bounds that the layer gives for a block of boxes. */
  static Bounds bounds(Layer layer, float[] numbers, Bounds input) {
    int batch = batch(layer, input.lower());
    Bounds output = Bounds.of(batch, layer.outputs().size());
    pass(layer, batch).bounds(new BoundsBlock(numbers, batch, input, output));
    return output;
  }

  /** The leads of a class of each box, one after another. */
  static Leads leads(Layer layer, float[] numbers, Bounds input) {
    int batch = batch(layer, input.lower());
    int outputs = layer.outputs().size();
    int[] classes = new int[batch];
    Arrays.setAll(classes, b -> b % outputs);
    Leads leads = new Leads(outputs, classes, new double[batch * outputs]);
    pass(layer, batch)
        .leads(new BoundsBlock(numbers, batch, input, Bounds.of(batch, outputs)), leads);
    return leads;
  }

  static double[] toDouble(float[] values) {
    double[] exact = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      exact[i] = values[i];
    }
    return exact;
  }

  @Override
  public String toString() {
    return "%s, %s, p = %s".formatted(description, step.phase(), step.p());
  }
}
