package org.linfnet.scorer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.EncodingDescription;
import org.linfnet.input.Encodings;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/**
 * A model in one file, which {@link Scorer} reads. Everything is as {@link DataOutputStream} writes
 * it: the word {@code linfnet}, a version, the shape of the inputs, the classes, the members, their
 * layers and options, the encoding with its numbers, the temperature, the network's numbers, and
 * the SHA-256 of all that.
 *
 * @param network the network with the encoding of its inputs
 * @param temperature what logits are divided by before softmax, above 0
 */
public record ScorerFile(EncodedNetwork network, double temperature) {

  private static final String WORD = "linfnet";

  /** The word as {@link DataOutputStream#writeUTF} writes it. */
  private static final String BEGINNING = "\0\7" + WORD;

  private static final int VERSION = 2;

  /** The first whose files say how many members a network has. */
  private static final int MEMBERS_SINCE = 2;

  private static final int HEADER = BEGINNING.length() + Integer.BYTES;

  /** More than any list in such a file has, so that a damaged length is told before it is read. */
  private static final int MOST = 1 << 24;

  private static final int CHUNK = 1 << 14;

  /**
   * Writes the file. The stream stays open.
   *
   * @throws IOException when the stream fails
   */
  public void write(OutputStream stream) throws IOException {
    MessageDigest digest = sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(stream, digest));
    Network layers = network.network();
    out.writeUTF(WORD);
    out.writeInt(VERSION);
    out.writeInt(layers.inputs().channels());
    out.writeInt(layers.inputs().height());
    out.writeInt(layers.inputs().width());
    out.writeInt(layers.classes());
    out.writeInt(layers.members());
    out.writeInt(layers.descriptions().size());
    for (LayerDescription layer : layers.descriptions()) {
      out.writeUTF(layer.kind());
      out.writeInt(layer.options().size());
      for (Map.Entry<String, String> option : layer.options().entrySet()) {
        out.writeUTF(option.getKey());
        out.writeUTF(option.getValue());
      }
    }
    write(network.encoding().description(), out);
    out.writeDouble(temperature);
    write(network.state().numbers(), out);
    out.flush();
    stream.write(digest.digest());
  }

  private static void write(EncodingDescription encoding, DataOutputStream out) throws IOException {
    out.writeUTF(encoding.kind());
    out.writeInt(encoding.numbers().size());
    for (Map.Entry<String, double[]> entry : new TreeMap<>(encoding.numbers()).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      for (double number : entry.getValue()) {
        out.writeDouble(number);
      }
    }
  }

  private static void write(float[] numbers, DataOutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int at = 0; at < numbers.length; at += CHUNK) {
      int count = Math.min(CHUNK, numbers.length - at);
      chunk.asFloatBuffer().put(numbers, at, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Reads what {@link #write} wrote. The first reading checks the digest, the second makes the
   * network.
   *
   * @throws InvalidInputException when it is no such file, damaged, or of a later version
   * @throws IOException when it cannot be read
   */
  static ScorerFile read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      requireWhole(in, Files.size(file));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return content(in);
    }
  }

  /**
   * Reads what {@link #write} wrote, up to the stream's end and into memory: at most 2 GiB. The
   * stream stays open.
   *
   * @throws InvalidInputException when it is no such file, damaged, or of a later version
   * @throws IOException when the stream fails
   */
  static ScorerFile read(InputStream stream) throws IOException {
    byte[] content = stream.readAllBytes();
    requireWhole(new ByteArrayInputStream(content), content.length);
    return content(new ByteArrayInputStream(content));
  }

  private static void requireWhole(InputStream stream, long length) throws IOException {
    MessageDigest digest = sha256();
    InputStream in = new DigestInputStream(stream, digest);
    version(in);
    long left = length - HEADER - digest.getDigestLength();
    byte[] chunk = new byte[CHUNK];
    int read = 0;
    while (left > 0 && read >= 0) {
      read = in.read(chunk, 0, (int) Math.min(left, CHUNK));
      left -= read;
    }
    byte[] computed = digest.digest();
    if (left != 0 || !MessageDigest.isEqual(computed, stream.readNBytes(computed.length))) {
      throw damaged();
    }
  }

  private static ScorerFile content(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      int version = version(in);
      Shape inputs = new Shape(in.readInt(), in.readInt(), in.readInt());
      int classes = in.readInt();
      int members = version < MEMBERS_SINCE ? 1 : length(in);
      Network network = new Network(inputs, classes, layers(in), members);
      Encoding encoding = encoding(in);
      double temperature = in.readDouble();
      NetworkState state = new NetworkState(network, numbers(network.size(), in));
      return new ScorerFile(new EncodedNetwork(state, encoding), temperature);
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged();
    }
  }

  private static int version(InputStream in) throws IOException {
    byte[] beginning = in.readNBytes(BEGINNING.length());
    String word = new String(beginning, StandardCharsets.ISO_8859_1);
    byte[] number = in.readNBytes(Integer.BYTES);
    if (BEGINNING.startsWith(word) && number.length < Integer.BYTES) {
      throw damaged();
    }
    int version = word.equals(BEGINNING) ? ByteBuffer.wrap(number).getInt() : 0;
    if (version < 1) {
      throw new InvalidInputException(
          "it is no file for the scorer: export a model with the suffix .linfnet");
    }
    if (version > VERSION) {
      throw new InvalidInputException(
          "it has version %d, and this scorer reads versions up to %d; use a newer scorer"
              .formatted(version, VERSION));
    }
    return version;
  }

  private static List<LayerDescription> layers(DataInputStream in) throws IOException {
    List<LayerDescription> layers = new ArrayList<>();
    for (int left = length(in); left > 0; left--) {
      String kind = in.readUTF();
      Map<String, String> options = new TreeMap<>();
      for (int more = length(in); more > 0; more--) {
        options.put(in.readUTF(), in.readUTF());
      }
      layers.add(LayerDescription.of(kind, options));
    }
    return layers;
  }

  private static Encoding encoding(DataInputStream in) throws IOException {
    String kind = in.readUTF();
    Map<String, double[]> numbers = new TreeMap<>();
    for (int left = length(in); left > 0; left--) {
      String name = in.readUTF();
      double[] values = new double[length(in)];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
      numbers.put(name, values);
    }
    return Encodings.of(new EncodingDescription(kind, numbers));
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw damaged();
    }
    return length;
  }

  private static float[] numbers(int size, DataInputStream in) throws IOException {
    float[] numbers = new float[size];
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int at = 0; at < size; at += CHUNK) {
      int count = Math.min(CHUNK, size - at);
      in.readFully(chunk.array(), 0, count * Float.BYTES);
      chunk.asFloatBuffer().get(numbers, at, count);
    }
    return numbers;
  }

  private static InvalidInputException damaged() {
    return new InvalidInputException("it is damaged or ends too early: export the model again");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
