package org.linfnet.train.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;
import org.linfnet.train.Checkpoints;
import org.linfnet.train.RunIdentity;
import org.linfnet.train.TrainingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run in a directory of their own, a file each. A file is written under
 * another name and renamed when it is whole. The last two are kept. Members have directories within
 * that of their run.
 */
public final class CheckpointDirectory implements Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointDirectory.class);
  private static final Pattern WHOLE = Pattern.compile("epoch-\\d{7}\\.checkpoint");
  private static final Pattern MEMBER = Pattern.compile("member-\\d+");
  private static final Pattern INCOMPLETE = Pattern.compile("\\.epoch-\\d{7}\\.incomplete");
  private static final Comparator<FileStatus> NEWEST_FIRST =
      Comparator.comparing((FileStatus file) -> file.getPath().getName()).reversed();

  private final FileSystem files;
  private final Path path;
  private Optional<Path> last = Optional.empty();

  /**
   * @param path on this file system; it need not be there
   * @throws InvalidInputException when it is a file
   * @throws IOException when the file system fails
   */
  public CheckpointDirectory(FileSystem files, Path path) throws IOException {
    this.files = files;
    this.path = files.makeQualified(path);
    if (files.exists(path) && !files.getFileStatus(path).isDirectory()) {
      throw new InvalidInputException(path + " is a file: name a directory for checkpoints");
    }
  }

  /**
   * Checks that a run which does not resume may keep its checkpoints here.
   *
   * @throws InvalidInputException when there are some
   * @throws IOException when the file system fails
   */
  public void requireEmpty() throws IOException {
    if (!named(WHOLE).isEmpty() || !named(MEMBER).isEmpty()) {
      throw new InvalidInputException(
          path + " holds checkpoints: give --resume to go on from them, or name another directory");
    }
  }

  /**
   * {@inheritDoc} The log names a checkpoint that is torn or corrupted; the one before it is taken.
   */
  @Override
  public Optional<TrainingState> newest(RunIdentity run) {
    try {
      for (FileStatus file : named(WHOLE)) {
        Optional<CheckpointFile> checkpoint = whole(file);
        if (checkpoint.isPresent()) {
          requireSame(run, checkpoint.get().run(), file.getPath());
          last = Optional.of(file.getPath());
          LOG.info("resuming from {}", file.getPath());
          return Optional.of(checkpoint.get().state());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LOG.info("no whole checkpoint in {}: training starts from the beginning", path);
    return Optional.empty();
  }

  private Optional<CheckpointFile> whole(FileStatus file) throws IOException {
    try {
      return Optional.of(
          CheckpointFile.read(
              file.getPath().toString(), () -> files.open(file.getPath()), file.getLen()));
    } catch (CheckpointFile.BrokenException | ChecksumException | EOFException e) {
      LOG.warn("{} is torn or corrupted and taken as absent: {}", file.getPath(), e.getMessage());
      return Optional.empty();
    }
  }

  private static void requireSame(RunIdentity run, RunIdentity kept, Path file) {
    Optional<String> difference = run.difference(kept);
    if (difference.isPresent()) {
      throw new InvalidInputException(
          "%s is of another run: %s; set it back, or name another directory for checkpoints"
              .formatted(file, difference.get()));
    }
  }

  @Override
  public void keep(RunIdentity run, TrainingState state) {
    try {
      Path written = write(new CheckpointFile(run, state));
      deleteAllBut(written);
      last = Optional.of(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Checkpoints ofMember(int number) {
    try {
      return new CheckpointDirectory(files, new Path(path, "member-" + number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(CheckpointFile checkpoint) throws IOException {
    String name = "epoch-%07d".formatted(checkpoint.state().epochs());
    Path incomplete = new Path(path, "." + name + ".incomplete");
    Path whole = new Path(path, name + ".checkpoint");
    try (FSDataOutputStream out = files.create(incomplete, true)) {
      checkpoint.write(out);
    }
    files.delete(whole, false);
    if (!files.rename(incomplete, whole)) {
      throw new IOException("cannot rename " + incomplete + " to " + whole);
    }
    return whole;
  }

  /** Keeps the one just written and the one before: any other is older, or was found broken. */
  private void deleteAllBut(Path written) throws IOException {
    List<FileStatus> checkpoints = named(WHOLE);
    checkpoints.removeIf(
        file -> file.getPath().equals(written) || last.equals(Optional.of(file.getPath())));
    checkpoints.addAll(named(INCOMPLETE));
    for (FileStatus file : checkpoints) {
      files.delete(file.getPath(), false);
    }
  }

  private List<FileStatus> named(Pattern pattern) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    if (files.exists(path)) {
      found.addAll(List.of(files.listStatus(path)));
    }
    found.removeIf(file -> !pattern.matcher(file.getPath().getName()).matches());
    found.sort(NEWEST_FIRST);
    return found;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
