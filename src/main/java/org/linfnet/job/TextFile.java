package org.linfnet.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;

/** A small text file, UTF-8. */
final class TextFile {

  private TextFile() {}

  /**
   * Reads a file on this machine, or else on the Hadoop file system that the path names.
   *
   * @throws IOException when it cannot be read
   */
  static String read(String path, Configuration hadoop) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(path, hadoop)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + " is no text in UTF-8: save it as UTF-8");
    }
  }

  private static byte[] bytes(String path, Configuration hadoop) throws IOException {
    java.nio.file.Path local = java.nio.file.Path.of(path);
    if (Files.isRegularFile(local)) {
      return Files.readAllBytes(local);
    }
    StoragePath file = StoragePath.read(path, hadoop);
    try (InputStream in = file.files().open(file.path())) {
      return in.readAllBytes();
    }
  }

  /**
   * Writes a new file.
   *
   * @throws IOException when it cannot be written
   */
  static void write(Path file, String text, Configuration hadoop) throws IOException {
    try (OutputStream out = file.getFileSystem(hadoop).create(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
