package org.linfnet.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A claim on this machine's file system: a file with an exclusive lock of the operating system. The
 * lock ends with the process, however it ends.
 *
 * @param path of the file
 * @param channel that is locked
 */
record LockedFile(Path path, FileChannel channel) implements OutputClaim.Hold {

  /**
   * Takes the lock.
   *
   * @return empty when another run has it
   * @throws IOException when the file cannot be written
   */
  static Optional<OutputClaim.Hold> hold(StoragePath claim, ClaimHolder self) throws IOException {
    Path path = Path.of(claim.path().toUri().getPath());
    while (true) {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        return Optional.empty();
      }
      LockedFile locked = new LockedFile(path, channel);
      if (locked.names(self)) {
        return Optional.of(locked);
      }
      channel.close();
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Writes the holder, and reads whether the path still leads to this file: the holder before may
   * have deleted it between opening and locking.
   */
  private boolean names(ClaimHolder self) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(self.text().getBytes(StandardCharsets.UTF_8)));
    return Files.exists(path) && Files.readString(path).equals(self.text());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    channel.close();
  }
}
