package org.linfnet.job;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that a job writes. The job claims it before it works, so that no other run writes it
 * at the same time. It is written under a name of the run's own beside it and renamed when it is
 * whole, so that nobody finds half of it.
 */
public final class OutputDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);
  private static final String INCOMPLETE = "incomplete-";
  private static final String REPLACED = "replaced";

  private static final long LEAST_ROOM = 1 << 20;

  private final StoragePath output;
  private final FileSystem files;
  private final Path path;
  private final boolean overwrite;
  private final OutputLayout layout;
  private final String run = UUID.randomUUID().toString();

  private OutputClaim claim;

  private OutputDirectory(StoragePath output, boolean overwrite, OutputLayout layout) {
    this.output = output;
    this.files = output.files();
    this.path = output.path();
    this.overwrite = overwrite;
    this.layout = layout;
  }

  /**
   * Claims, before any work, the directory that a command line names.
   *
   * @param option names it; {@code --overwrite} says whether what is there is replaced
   * @param layout of such a directory; one that is not so is not replaced
   * @throws InvalidInputException when it may not or cannot be written, lies in what the job reads
   *     or holds it, or another run writes it
   * @throws IOException when the file system fails
   */
  static OutputDirectory claimed(
      Arguments arguments, String option, OutputLayout layout, Configuration hadoop)
      throws IOException {
    String path = arguments.required(option);
    StoragePath output = StoragePath.written(path, hadoop);
    JobInputs inputs = new JobInputs(arguments, hadoop);
    inputs.requireOutside(output);
    inputs.requireNoneIn(output, option);
    return claimed(path, arguments.has("overwrite"), layout, hadoop);
  }

  /**
   * Claims, before any work, a directory that may be written.
   *
   * @param path any Hadoop path
   * @param overwrite whether what is there is replaced
   * @param layout of such a directory; one that is not so is not replaced
   * @throws InvalidInputException when it may not or cannot be written, or another run writes it
   * @throws IOException when the file system fails
   */
  static OutputDirectory claimed(
      String path, boolean overwrite, OutputLayout layout, Configuration hadoop)
      throws IOException {
    OutputDirectory output =
        new OutputDirectory(StoragePath.written(path, hadoop), overwrite, layout);
    output.claim();
    return output;
  }

  private void claim() throws IOException {
    requireReplaceable();
    claim = OutputClaim.of(output);
    try {
      clearAway();
      requireReplaceable();
      requireRoom(LEAST_ROOM);
      tryWriting();
    } catch (IOException e) {
      close();
      throw OutputClaim.unwritable(output, e);
    } catch (InvalidInputException e) {
      close();
      throw e;
    }
  }

  /**
   * Checks that another directory, which the job writes on its way, is apart from this one.
   *
   * @param other qualified
   * @throws InvalidInputException when it is this one, or below it
   */
  void requireOutside(Path other) {
    if (JobInputs.isWithin(other, path)) {
      throw new InvalidInputException(
          other + " lies in " + path + ", which is written at the end: name a directory beside it");
    }
  }

  /**
   * Checks that the file system has room for what the job is going to write.
   *
   * @param bytes about how many
   * @throws InvalidInputException when it has less
   * @throws IOException when the file system fails
   */
  void requireRoom(long bytes) throws IOException {
    FsStatus status = files.getStatus(path.getParent());
    if (status.getCapacity() > 0 && status.getRemaining() < bytes) {
      throw new InvalidInputException(
          "%s has no room for the %d bytes of this output: %d are free; make room, or name another"
              .formatted(path.getParent(), bytes, status.getRemaining()));
    }
  }

  private void requireReplaceable() throws IOException {
    if (path.isRoot()) {
      throw new InvalidInputException(path + " is a root: name a directory below it");
    }
    if (!files.exists(path)) {
      return;
    }
    if (!overwrite) {
      throw new InvalidInputException(
          path + " exists: name another output, or give --overwrite to replace it");
    }
    if (!files.getFileStatus(path).isDirectory()) {
      throw new InvalidInputException(path + " is a file: name a directory");
    }
    layout.require(files, path);
  }

  /** Undoes what a run that died has left: the claim is ours, so it writes no more. */
  private void clearAway() throws IOException {
    Path replaced = output.beside(REPLACED).path();
    if (files.exists(replaced) && !files.exists(path)) {
      rename(replaced, path);
    }
    files.delete(replaced, true);
    String incomplete = output.beside(INCOMPLETE).path().getName();
    for (FileStatus entry : files.listStatus(path.getParent())) {
      if (entry.getPath().getName().startsWith(incomplete)) {
        files.delete(entry.getPath(), true);
      }
    }
  }

  private void tryWriting() throws IOException {
    Path incomplete = incomplete();
    if (!files.mkdirs(incomplete)) {
      throw new IOException(incomplete + " cannot be made");
    }
    files.deleteOnExit(incomplete);
  }

  /**
   * Writes the directory: the writer gets an empty one beside it, which takes its place when the
   * writer returns and is deleted when it throws.
   *
   * @throws Exception what the writer throws, or the file system
   */
  public void write(Writer writer) throws Exception {
    Path incomplete = incomplete();
    files.mkdirs(incomplete);
    writer.write(incomplete);
    files.cancelDeleteOnExit(incomplete);
    replaceBy(incomplete);
  }

  /** What was written whole is kept, whatever stands in the way of its name. */
  private void replaceBy(Path complete) throws IOException {
    Path replaced = output.beside(REPLACED).path();
    boolean exists = files.exists(path);
    if (exists && !overwrite) {
      throw new InvalidInputException(kept(complete, path + " has appeared while this run worked"));
    }
    try {
      requireReplaceable();
      if (exists) {
        rename(path, replaced);
      }
      rename(complete, path);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(kept(complete, e.getMessage()));
    } catch (IOException e) {
      if (exists && !files.exists(path)) {
        rename(replaced, path);
      }
      throw new IOException(kept(complete, e.getMessage()), e);
    }
    files.delete(replaced, true);
  }

  /** Gives what was written a name of its own. Returns a line that tells it. */
  private String kept(Path complete, String reason) throws IOException {
    Path other = output.sibling(path.getName() + "-" + run).path();
    rename(complete, other);
    return reason + ": what this run wrote is kept as " + other;
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private Path incomplete() {
    return output.beside(INCOMPLETE + run).path();
  }

  /** Gives the claim back. What was not written whole is deleted. */
  @Override
  public void close() {
    try {
      files.delete(incomplete(), true);
      claim.close();
    } catch (IOException e) {
      LOG.warn("cannot clear away what is beside {}: {}", path, e.getMessage());
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** What fills a directory. */
  @FunctionalInterface
  public interface Writer {

    /**
     * Fills a directory.
     *
     * @param directory empty
     * @throws Exception when it cannot be filled
     */
    void write(Path directory) throws Exception;
  }
}
