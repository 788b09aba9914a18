package org.linfnet.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;

/**
 * Builds distance nets that come near a given function: every 1-Lipschitz function on a box can be
 * approximated by a distance net whose hidden layers have two neurons more than the box has
 * dimensions (arXiv 2102.05363, theorem 1).
 *
 * <p>The net computes the largest of pyramids, {@code max_i (f(w_i) + h - ||x - w_i||_inf)}, over a
 * grid of points w_i that no x is further than h from. Each pyramid lies below f + h, and that of
 * the nearest point above f - h.
 *
 * <p>A neuron adds up nothing, but a distance from far away is a sum: {@code |z - (-C - a)| = C + z
 * + a} and {@code |z - (C + a)| = C - z + a} for a large C. So a neuron computes the largest of
 * chosen inputs, each with a sign and a constant, plus C. A weight near an input hides it: their
 * difference stays below those of the chosen inputs. Two layers make a pyramid: one for {@code
 * max_k (x_k - w_k)}, one for the largest of this and of {@code max_k (w_k - x_k)}, which is the
 * distance. The layers carry the inputs and the largest pyramid so far along.
 */
public final class LipschitzApproximation {

  private static final long MOST_POINTS = 4096;

  /** Values are kept this many times below C, so that inputs that are not chosen stay below. */
  private static final double ROOM = 4;

  private final ToDoubleFunction<double[]> function;
  private final int dimensions;
  private final double halfSpacing;
  private final int pointsASide;

  /**
   * @param function f, on the box {@code [0, 1]^dimensions}; its l-infinity Lipschitz constant must
   *     be at most 1
   * @param epsilon how far the net may be from it, above 0
   * @throws InvalidInputException when the grid has too many points
   */
  public LipschitzApproximation(
      ToDoubleFunction<double[]> function, int dimensions, double epsilon) {
    this.function = function;
    this.dimensions = dimensions;
    // Roundings have half a per cent of epsilon.
    this.pointsASide = (int) Math.ceil(1 / (2 * 0.995 * epsilon));
    this.halfSpacing = 0.5 / pointsASide;
    if (Math.pow(pointsASide, dimensions) > MOST_POINTS) {
      throw new InvalidInputException(
          "a grid of %d^%d points has more than %d: allow a larger epsilon"
              .formatted(pointsASide, dimensions, MOST_POINTS));
    }
  }

  /**
   * The net. Its first logit is the approximation, and its second the same with the other sign, so
   * it classifies by the sign of f, and the margin proves about |f|.
   */
  public NetworkState network() {
    List<double[]> points = points();
    double[] tops =
        points.stream().mapToDouble(p -> function.applyAsDouble(p) + halfSpacing).toArray();
    double largest = Arrays.stream(tops).map(Math::abs).max().orElseThrow();
    Network network = new Network(Shape.vector(dimensions), 2, layers(points.size()));
    Builder builder =
        new Builder(new NetworkState(network, new float[network.size()]), ROOM * (largest + 2));
    builder.first(points.get(0), -largest - 2);
    for (int i = 0; i < points.size(); i++) {
      builder.distance(points.get(i));
      builder.pyramid(tops[i], points.get(Math.min(i + 1, points.size() - 1)));
    }
    builder.logits();
    return builder.state;
  }

  /** The centres of the cells of the grid. */
  private List<double[]> points() {
    int count = (int) Math.pow(pointsASide, dimensions);
    return IntStream.range(0, count).mapToObj(this::point).toList();
  }

  private double[] point(int number) {
    double[] point = new double[dimensions];
    int rest = number;
    for (int k = 0; k < dimensions; k++) {
      point[k] = halfSpacing * (2 * (rest % pointsASide) + 1);
      rest /= pointsASide;
    }
    return point;
  }

  private List<LayerDescription> layers(int points) {
    Map<String, String> hidden = Map.of("outputs", Integer.toString(dimensions + 2));
    List<LayerDescription> layers = new ArrayList<>();
    for (int layer = 0; layer < 2 * points + 1; layer++) {
      layers.add(LayerDescription.of("distance", hidden));
    }
    layers.add(LayerDescription.of("distance"));
    layers.add(LayerDescription.of("prototype-logits"));
    return layers;
  }

  /** Sets the weights of one layer after another. */
  private final class Builder {

    private final int distance = dimensions;
    private final int best = dimensions + 1;
    private final NetworkState state;
    private final double large;
    private int layer;
    private int inputs = dimensions;

    /**
     * @param large C
     */
    Builder(NetworkState state, double large) {
      this.state = state;
      this.large = large;
    }

    /**
     * The first layer, whose inputs come without C.
     *
     * @param least a value below every pyramid, as the largest so far
     */
    void first(double[] point, double least) {
      for (int k = 0; k < dimensions; k++) {
        set(k, k, -large);
        set(distance, k, point[k] - large);
      }
      set(best, 0, -large - least);
      end();
    }

    /** Turns the largest {@code x_k - w_k} into the distance. */
    void distance(double[] point) {
      carry();
      plus(distance, distance, 0);
      for (int k = 0; k < dimensions; k++) {
        minus(distance, k, point[k]);
      }
      plus(best, best, 0);
      end();
    }

    /**
     * Turns the distance into a pyramid, and begins with the next one.
     *
     * @param top of the pyramid
     */
    void pyramid(double top, double[] next) {
      carry();
      for (int k = 0; k < dimensions; k++) {
        plus(distance, k, -next[k]);
      }
      plus(best, best, 0);
      minus(best, distance, top);
      end();
    }

    /** The logits {@code b - y} are the largest pyramid and minus that. */
    void logits() {
      fillUnchosen(2);
      minus(0, best, 0);
      plus(1, best, 0);
      Slot bias = state.network().slots().get(layer + 1);
      Arrays.fill(state.numbers(), bias.at(), bias.end(), (float) large);
    }

    private void carry() {
      fillUnchosen(dimensions + 2);
      for (int k = 0; k < dimensions; k++) {
        plus(k, k, 0);
      }
    }

    /** Inputs come as C and a value, and lie within the value of C. */
    private void fillUnchosen(int outputs) {
      for (int output = 0; output < outputs; output++) {
        for (int input = 0; input < inputs; input++) {
          set(output, input, large);
        }
      }
    }

    /** Chooses an input's value plus a constant. */
    private void plus(int output, int input, double constant) {
      set(output, input, -constant);
    }

    /** Chooses a constant less an input's value. */
    private void minus(int output, int input, double constant) {
      set(output, input, 2 * large + constant);
    }

    private void set(int output, int input, double weight) {
      int at = state.network().slots().get(layer).at();
      state.numbers()[at + output * inputs + input] = (float) weight;
    }

    private void end() {
      layer++;
      inputs = dimensions + 2;
    }
  }
}
