package org.linfnet.model;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;

/**
 * A finished network and how it was trained.
 *
 * @param network the network with the encoding of its inputs
 * @param recipe every key of the recipe with its value; empty when it is not known
 * @param temperature what logits are divided by before softmax makes probabilities of them, in
 *     network units, above 0
 */
public record TrainedModel(
    EncodedNetwork network, SortedMap<String, String> recipe, double temperature)
    implements Serializable {

  /** The temperature of a model that was never fitted to examples. */
  public static final double UNFITTED_TEMPERATURE = 1;

  private static final long serialVersionUID = 1;

  private static final int CHUNK = 1 << 14;

  /**
   * A copy of the recipe is kept.
   *
   * @throws InvalidInputException when the encoding does not give what the network takes, or the
   *     temperature is not above 0
   */
  public TrainedModel {
    requireWidth(network.encoding(), network.network().inputSize());
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(
          "a temperature of %s: it must be finite and above 0".formatted(temperature));
    }
    recipe = Collections.unmodifiableSortedMap(new TreeMap<>(recipe));
  }

  /** A model whose temperature was never fitted. */
  public TrainedModel(EncodedNetwork network, SortedMap<String, String> recipe) {
    this(network, recipe, UNFITTED_TEMPERATURE);
  }

  /** Requires an encoding of as many values as a network takes. */
  static void requireWidth(Encoding encoding, long inputs) {
    if (encoding.shape().size() != inputs) {
      throw new InvalidInputException(
          "the encoding gives %d values, but the network takes %d: use those of one model"
              .formatted(encoding.shape().size(), inputs));
    }
  }

  /**
   * The SHA-256 of the network's numbers as big-endian floats in the order of the slots, in
   * hexadecimal digits. Models of the same bits have the same.
   */
  public String sha256() {
    float[] numbers = network.state().numbers();
    MessageDigest digest = digest();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int at = 0; at < numbers.length; at += CHUNK) {
      int count = Math.min(CHUNK, numbers.length - at);
      chunk.asFloatBuffer().put(numbers, at, count);
      digest.update(chunk.array(), 0, count * Float.BYTES);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
