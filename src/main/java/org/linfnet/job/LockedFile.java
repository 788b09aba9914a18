package org.linfnet.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
      Optional<Object> before = identity(path);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        return Optional.empty();
      }
      if (before.isPresent() && identity(path).equals(before)) {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(self.text().getBytes(StandardCharsets.UTF_8)));
        return Optional.of(new LockedFile(path, channel));
      }
      channel.close();
    }
  }

  /**
   * Which file the path leads to. The holder before may have deleted the file between opening and
   * locking. The file must not be opened a second time: this process would lose its lock when that
   * is closed.
   */
  private static Optional<Object> identity(Path path) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(file.fileKey() == null ? path : file.fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
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

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    channel.close();
  }
}
