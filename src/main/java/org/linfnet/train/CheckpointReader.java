package org.linfnet.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.linfnet.data.InvalidInputException;
import org.linfnet.network.NetworkState;

/**
 * Reads what {@link CheckpointWriter} writes. A file is read twice: nothing in it, no length above
 * all, is believed before its checksum is found right.
 */
final class CheckpointReader {

  private static final int BUFFER = 1 << 16;

  private final DataInputStream in;

  private CheckpointReader(DataInputStream in) {
    this.in = in;
  }

  /**
   * Reads a checkpoint.
   *
   * @param name where it is, for messages
   * @param length of the file in bytes
   * @throws BrokenCheckpointException when it is not as it was written
   * @throws InvalidInputException when another version of the format is in it
   * @throws IOException when it cannot be read
   */
  static Checkpoint read(String name, File file, long length) throws IOException {
    try (InputStream bytes = file.open()) {
      requireChecksum(new DataInputStream(bytes), length);
    }
    try (InputStream bytes = file.open()) {
      return read(name, new DataInputStream(new BufferedInputStream(bytes, BUFFER)));
    }
  }

  private static void requireChecksum(DataInputStream in, long length) throws IOException {
    if (length < Long.BYTES + Integer.BYTES) {
      throw new BrokenCheckpointException("it holds " + length + " bytes");
    }
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (long left = length - Integer.BYTES; left > 0; left -= Math.min(left, BUFFER)) {
      int count = (int) Math.min(left, BUFFER);
      in.readFully(buffer, 0, count);
      checksum.update(buffer, 0, count);
    }
    if (in.readInt() != (int) checksum.getValue()) {
      throw new BrokenCheckpointException("its checksum does not fit");
    }
  }

  private static Checkpoint read(String name, DataInputStream in) throws IOException {
    if (in.readLong() != CheckpointWriter.MAGIC) {
      throw new BrokenCheckpointException("it does not begin as a checkpoint does");
    }
    int version = in.readInt();
    if (version != CheckpointWriter.VERSION) {
      throw new InvalidInputException(
          "%s has format %d and this linfnet reads %d: resume with the one that wrote it"
              .formatted(name, version, CheckpointWriter.VERSION));
    }
    CheckpointReader reader = new CheckpointReader(in);
    return new Checkpoint(reader.run(), reader.state());
  }

  private RunIdentity run() throws IOException {
    SortedMap<String, String> recipe = new TreeMap<>();
    for (int entries = in.readInt(); entries > 0; entries--) {
      recipe.put(in.readUTF(), in.readUTF());
    }
    DataFingerprint data = new DataFingerprint(in.readUTF(), in.readLong(), in.readUTF());
    return new RunIdentity(recipe, data, in.readUTF());
  }

  private TrainingState state() throws IOException {
    List<EpochRecord> history = new ArrayList<>();
    for (int epochs = in.readInt(); epochs > 0; epochs--) {
      history.add(epoch());
    }
    int steps = in.readInt();
    NetworkState network = new NetworkState(FloatArrays.read(in), FloatArrays.read(in));
    AdamMoments moments = new AdamMoments(FloatArrays.read(in), FloatArrays.read(in), steps);
    return new TrainingState(network, moments, history);
  }

  private EpochRecord epoch() throws IOException {
    int epoch = in.readInt();
    float p = in.readFloat();
    double learningRate = in.readDouble();
    double loss = in.readDouble();
    double trainingAccuracy = in.readDouble();
    double seconds = in.readDouble();
    return new EpochRecord(epoch, p, learningRate, loss, trainingAccuracy, validation(), seconds);
  }

  private Optional<ValidationScore> validation() throws IOException {
    return in.readBoolean()
        ? Optional.of(new ValidationScore(in.readLong(), in.readLong(), in.readLong()))
        : Optional.empty();
  }

  /** A file, which may be opened more than once. */
  @FunctionalInterface
  interface File {

    /** Its bytes from the first. */
    InputStream open() throws IOException;
  }
}
