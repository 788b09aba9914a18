package org.linfnet.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.linfnet.InvalidInputException;

/**
 * The right of one run to write a directory. A small file beside the directory holds it: on this
 * machine's file system a lock of the operating system, which ends with the process; elsewhere a
 * file that its holder writes again and again.
 */
final class OutputClaim implements AutoCloseable {

  private static final Duration BEAT = Duration.ofSeconds(4);

  /** What keeps other runs away until it is closed. */
  interface Hold extends Closeable {}

  private final StoragePath file;
  private final Deque<Path> made;
  private final Hold hold;

  private OutputClaim(StoragePath file, Deque<Path> made, Hold hold) {
    this.file = file;
    this.made = made;
    this.hold = hold;
  }

  /**
   * Claims a path that is renamed into place when it is whole, and makes the directories above it.
   *
   * @throws InvalidInputException when another run holds it, or it cannot be written
   */
  static OutputClaim of(StoragePath output) {
    return of(output, output.path().getParent(), output.beside("claim"));
  }

  /**
   * Claims a directory that is written in place, and makes it.
   *
   * @throws InvalidInputException when another run holds it, or it cannot be written
   */
  static OutputClaim within(StoragePath directory) {
    return of(directory, directory.path(), directory.child(".claim"));
  }

  private static OutputClaim of(StoragePath output, Path directory, StoragePath file) {
    FileSystem files = output.files();
    Deque<Path> made = new ArrayDeque<>();
    try {
      for (Path above = directory;
          above != null && !files.exists(above);
          above = above.getParent()) {
        made.add(above);
      }
      if (!files.mkdirs(directory)) {
        throw new IOException(directory + " cannot be made");
      }
      Hold hold = hold(output, file);
      files.deleteOnExit(file.path());
      return new OutputClaim(file, made, hold);
    } catch (IOException e) {
      deleteEmpty(files, made);
      throw unwritable(output, e);
    } catch (InvalidInputException e) {
      deleteEmpty(files, made);
      throw e;
    }
  }

  private static Hold hold(StoragePath output, StoragePath file) throws IOException {
    ClaimHolder self = ClaimHolder.ofThisProcess();
    Optional<Hold> held =
        output.files() instanceof LocalFileSystem
            ? LockedFile.hold(file, self)
            : RewrittenFile.hold(file, self, BEAT);
    return held.orElseThrow(
        () ->
            new InvalidInputException(
                "%s is being written by another run (%s): wait for its end, or name another output"
                    .formatted(output, ClaimHolder.in(file))));
  }

  /** The refusal of an output that cannot be written. */
  static InvalidInputException unwritable(StoragePath output, IOException failure) {
    boolean denied =
        failure instanceof AccessControlException || failure instanceof AccessDeniedException;
    return new InvalidInputException(
        "%s cannot be written (%s%s): name another output, or give this one permission or room"
            .formatted(output, denied ? "permission denied: " : "", failure.getMessage()));
  }

  private static void deleteEmpty(FileSystem files, Deque<Path> directories) {
    try {
      for (Path directory : directories) {
        if (!files.exists(directory) || files.listStatus(directory).length > 0) {
          return;
        }
        files.delete(directory, false);
      }
    } catch (IOException e) {
      // An empty directory stays.
    }
  }

  /** Lets other runs write the directory, and removes directories above it that stayed empty. */
  @Override
  public void close() throws IOException {
    file.files().cancelDeleteOnExit(file.path());
    hold.close();
    deleteEmpty(file.files(), made);
  }
}
