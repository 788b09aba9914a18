package org.linfnet.train.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.linfnet.InvalidInputException;
import org.linfnet.train.AdamMoments;
import org.linfnet.train.DataFingerprint;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.RunIdentity;
import org.linfnet.train.TrainingState;
import org.linfnet.train.ValidationScore;

/**
 * What a checkpoint file holds, and its format. Numbers are big-endian, strings are in modified
 * UTF-8 behind their length:
 *
 * <ol>
 *   <li>the magic number and the version;
 *   <li>the recipe: an int, then so many pairs of strings; the data: description, examples, rows;
 *       the kernels;
 *   <li>the history: an int, then so many {@link EpochRecord}s;
 *   <li>Adam's steps; the numbers of the network, first and second moment, each an int and so many
 *       floats;
 *   <li>the CRC-32C of all before it, an int.
 * </ol>
 *
 * @param run whose state it is
 * @param state how far the run has come
 */
record CheckpointFile(RunIdentity run, TrainingState state) {

  private static final long MAGIC = 0x4c494e46434b5054L;
  private static final int VERSION = 3;
  private static final int BUFFER = 1 << 16;

  /** The floats that are copied at a time. */
  private static final int CHUNK = 1 << 14;

  /** A file, which may be opened more than once. */
  @FunctionalInterface
  interface Source {

    /** Its bytes from the first. */
    InputStream open() throws IOException;
  }

  /** A file is not as it was written. */
  static final class BrokenException extends IOException {

    private static final long serialVersionUID = 1;

    BrokenException(String message) {
      super(message);
    }
  }

  /** Writes the file, and does not close the stream. */
  void write(OutputStream stream) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(stream, BUFFER);
    CheckedOutputStream checked = new CheckedOutputStream(buffered, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    Writer writer = new Writer(out);
    writer.write(run);
    writer.write(state);
    out.writeInt((int) checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * Reads a file. It is read twice: nothing in it, no length above all, is believed before its
   * checksum is found right.
   *
   * @param name where it is, for messages
   * @param length of the file in bytes
   * @throws BrokenException when it is not as it was written
   * @throws InvalidInputException when another version of the format is in it
   * @throws IOException when it cannot be read
   */
  static CheckpointFile read(String name, Source source, long length) throws IOException {
    try (InputStream bytes = source.open()) {
      requireChecksum(new DataInputStream(bytes), length);
    }
    try (InputStream bytes = source.open()) {
      return read(name, new DataInputStream(new BufferedInputStream(bytes, BUFFER)));
    }
  }

  private static void requireChecksum(DataInputStream in, long length) throws IOException {
    if (length < Long.BYTES + Integer.BYTES) {
      throw new BrokenException("it holds " + length + " bytes");
    }
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (long left = length - Integer.BYTES; left > 0; left -= Math.min(left, BUFFER)) {
      int count = (int) Math.min(left, BUFFER);
      in.readFully(buffer, 0, count);
      checksum.update(buffer, 0, count);
    }
    if (in.readInt() != (int) checksum.getValue()) {
      throw new BrokenException("its checksum does not fit");
    }
  }

  private static CheckpointFile read(String name, DataInputStream in) throws IOException {
    if (in.readLong() != MAGIC) {
      throw new BrokenException("it does not begin as a checkpoint does");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new InvalidInputException(
          "%s has format %d and this linfnet reads %d: resume with the one that wrote it"
              .formatted(name, version, VERSION));
    }
    Reader reader = new Reader(in);
    return new CheckpointFile(reader.run(), reader.state());
  }

  private record Writer(DataOutputStream out) {

    void write(RunIdentity run) throws IOException {
      out.writeInt(run.recipe().size());
      for (Map.Entry<String, String> entry : run.recipe().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeUTF(entry.getValue());
      }
      out.writeUTF(run.data().description());
      out.writeLong(run.data().examples());
      out.writeUTF(run.data().rows());
      out.writeUTF(run.kernels());
    }

    void write(TrainingState state) throws IOException {
      out.writeInt(state.epochs());
      for (EpochRecord epoch : state.history()) {
        write(epoch);
      }
      out.writeInt(state.moments().steps());
      write(state.numbers());
      write(state.moments().first());
      write(state.moments().second());
    }

    private void write(EpochRecord epoch) throws IOException {
      out.writeInt(epoch.epoch());
      out.writeFloat(epoch.p());
      out.writeDouble(epoch.learningRate());
      out.writeDouble(epoch.loss());
      out.writeDouble(epoch.trainingAccuracy());
      out.writeDouble(epoch.seconds());
      Optional<ValidationScore> validation = epoch.validation();
      out.writeBoolean(validation.isPresent());
      if (validation.isPresent()) {
        out.writeLong(validation.get().examples());
        out.writeLong(validation.get().correct());
        out.writeLong(validation.get().certified());
      }
    }

    private void write(float[] values) throws IOException {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
      out.writeInt(values.length);
      for (int at = 0; at < values.length; at += CHUNK) {
        int count = Math.min(CHUNK, values.length - at);
        chunk.asFloatBuffer().put(values, at, count);
        out.write(chunk.array(), 0, count * Float.BYTES);
      }
    }
  }

  private record Reader(DataInputStream in) {

    RunIdentity run() throws IOException {
      SortedMap<String, String> recipe = new TreeMap<>();
      for (int entries = in.readInt(); entries > 0; entries--) {
        recipe.put(in.readUTF(), in.readUTF());
      }
      DataFingerprint data = new DataFingerprint(in.readUTF(), in.readLong(), in.readUTF());
      return new RunIdentity(recipe, data, in.readUTF());
    }

    TrainingState state() throws IOException {
      List<EpochRecord> history = new ArrayList<>();
      for (int epochs = in.readInt(); epochs > 0; epochs--) {
        history.add(epoch());
      }
      int steps = in.readInt();
      float[] numbers = floats();
      return new TrainingState(numbers, new AdamMoments(floats(), floats(), steps), history);
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

    private float[] floats() throws IOException {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
      float[] values = new float[in.readInt()];
      for (int at = 0; at < values.length; at += CHUNK) {
        int count = Math.min(CHUNK, values.length - at);
        in.readFully(chunk.array(), 0, count * Float.BYTES);
        chunk.asFloatBuffer().get(values, at, count);
      }
      return values;
    }
  }
}
