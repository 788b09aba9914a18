package org.linfnet.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.linfnet.job.OutputClaim.Hold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A claim on a file system that has no locks: a file that its holder rewrites at regular intervals,
 * each time with another number. A run that finds such a file reads it for {@value #BEATS_WATCHED}
 * intervals. If the file changes, its holder is alive. If it does not change, its holder has died.
 */
final class RewrittenFile implements Hold {

  private static final Logger LOG = LoggerFactory.getLogger(RewrittenFile.class);
  private static final int BEATS_WATCHED = 5;

  private final StoragePath claim;
  private final ClaimHolder self;
  private final Timer beats = new Timer("claim on an output", true);
  private long written;
  private boolean closed;

  private RewrittenFile(StoragePath claim, ClaimHolder self, Duration beat) {
    this.claim = claim;
    this.self = self;
    beats.schedule(
        new TimerTask() {
          @Override
          public void run() {
            rewrite();
          }
        },
        beat.toMillis(),
        beat.toMillis());
  }

  /**
   * Takes the claim.
   *
   * @param beat the time from one writing of the file to the next
   * @return empty when another run has it
   * @throws IOException when the file cannot be written
   */
  static Optional<Hold> hold(StoragePath claim, ClaimHolder self, Duration beat)
      throws IOException {
    Optional<String> found = text(claim);
    if (found.isPresent() && isAlive(claim, found.get(), beat)) {
      return Optional.empty();
    }
    if (found.isPresent() && text(claim).equals(found)) {
      claim.files().delete(claim.path(), false);
    }
    try {
      write(claim, self.text(), false);
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
    return Optional.of(new RewrittenFile(claim, self, beat));
  }

  private static boolean isAlive(StoragePath claim, String found, Duration beat)
      throws IOException {
    if (ClaimHolder.read(found).map(ClaimHolder::hasEnded).orElse(false)) {
      return false;
    }
    LOG.info("{} may be of a run that has died: watching it", claim);
    for (int watched = 0; watched < BEATS_WATCHED; watched++) {
      try {
        Thread.sleep(beat.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while another run's claim was watched", e);
      }
      if (!text(claim).equals(Optional.of(found))) {
        return text(claim).isPresent();
      }
    }
    return false;
  }

  private synchronized void rewrite() {
    if (closed) {
      return;
    }
    written++;
    try {
      write(claim, self.text() + written + "\n", true);
    } catch (IOException e) {
      LOG.warn("cannot renew {}: {}", claim, e.getMessage());
    }
  }

  private static Optional<String> text(StoragePath claim) throws IOException {
    try (InputStream in = claim.files().open(claim.path())) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void write(StoragePath claim, String text, boolean again) throws IOException {
    try (OutputStream out = claim.files().create(claim.path(), again)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    beats.cancel();
    Optional<String> found = text(claim);
    if (found.isPresent() && found.get().startsWith(self.text())) {
      claim.files().delete(claim.path(), false);
    }
  }
}
