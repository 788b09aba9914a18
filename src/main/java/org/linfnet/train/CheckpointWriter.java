package org.linfnet.train;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes the format of a checkpoint, big-endian, which {@link CheckpointReader} reads:
 *
 * <ol>
 *   <li>{@link #MAGIC} and {@link #VERSION};
 *   <li>the recipe: an int, then so many pairs of strings; the data: description, examples, rows;
 *       the kernels;
 *   <li>the history: an int, then so many {@link EpochRecord}s;
 *   <li>Adam's steps; parameters, running means, first and second moment, each an int and so many
 *       floats;
 *   <li>the CRC-32C of all before it, an int.
 * </ol>
 */
final class CheckpointWriter {

  /** What every checkpoint begins with. */
  static final long MAGIC = 0x4c494e46434b5054L;

  /** The version of the format. */
  static final int VERSION = 2;

  private static final int BUFFER = 1 << 16;

  private final DataOutputStream out;

  private CheckpointWriter(DataOutputStream out) {
    this.out = out;
  }

  /** Writes a checkpoint, and does not close the stream. */
  static void write(Checkpoint checkpoint, OutputStream stream) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(stream, BUFFER);
    CheckedOutputStream checked = new CheckedOutputStream(buffered, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    CheckpointWriter writer = new CheckpointWriter(out);
    writer.write(checkpoint.run());
    writer.write(checkpoint.state());
    out.writeInt((int) checked.getChecksum().getValue());
    out.flush();
  }

  private void write(RunIdentity run) throws IOException {
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

  private void write(TrainingState state) throws IOException {
    out.writeInt(state.epochs());
    for (EpochRecord epoch : state.history()) {
      write(epoch);
    }
    out.writeInt(state.moments().steps());
    FloatArrays.write(state.network().parameters(), out);
    FloatArrays.write(state.network().means(), out);
    FloatArrays.write(state.moments().first(), out);
    FloatArrays.write(state.moments().second(), out);
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
}
