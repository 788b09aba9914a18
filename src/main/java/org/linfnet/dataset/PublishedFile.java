package org.linfnet.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.linfnet.InvalidInputException;

/**
 * A file that a data set is published in. Its gzip differs from mirror to mirror, its content may
 * not.
 *
 * @param name without {@code .gz}
 * @param sha256 of the uncompressed content, in lower-case hexadecimal digits
 */
public record PublishedFile(String name, String sha256) {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final int BUFFER_BYTES = 1 << 16;

  /** The ending of the compressed file. */
  static final String COMPRESSED = ".gz";

  /**
   * Finds the file in a directory, plain or compressed. Some mirrors write {@code
   * images.idx3-ubyte} for {@code images-idx3-ubyte}, or put the file into a directory of its name.
   *
   * @throws InvalidInputException when there is neither
   */
  Path in(Path directory) {
    String dotted = name.replace("-idx", ".idx");
    return Stream.of(name, name + COMPRESSED, dotted, dotted + COMPRESSED)
        .flatMap(
            file ->
                Stream.of(
                    directory.resolve(file),
                    directory.resolve(name).resolve(file),
                    directory.resolve(dotted).resolve(file)))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> missing(directory));
  }

  private InvalidInputException missing(Path directory) {
    return new InvalidInputException(
        String.format(
            "%s holds neither %s nor %s%s: name the directory of the published files, or leave out"
                + " --from to download them",
            directory, name, name, COMPRESSED));
  }

  /**
   * The uncompressed content of a file.
   *
   * @throws InvalidInputException when its compressed form is damaged
   */
  static byte[] content(Path file) {
    try (InputStream content = open(file)) {
      return content.readAllBytes();
    } catch (EOFException e) {
      throw new InvalidInputException(file + " is truncated; fetch it again");
    } catch (ZipException e) {
      throw new InvalidInputException(
          file + " is not a sound gzip file (" + e.getMessage() + "); fetch it again");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Opens the uncompressed content of a file. Its first bytes tell whether it is compressed, for
   * browsers and mirrors change either the name or the bytes.
   *
   * @throws ZipException when its compressed form is damaged; reading may throw it too
   * @throws EOFException when its compressed form is truncated; reading may throw it too
   * @throws IOException when it cannot be read
   */
  static InputStream open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      bytes.mark(Short.BYTES);
      boolean compressed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
      bytes.reset();
      return compressed ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Holds a content against the published one.
   *
   * @throws InvalidInputException when it is another
   */
  void check(Path file, byte[] content) {
    String found = Sha256.of(content);
    if (!found.equals(sha256)) {
      throw new InvalidInputException(
          String.format(
              "%s is not the published %s: the SHA-256 of its content is %s, not %s; fetch it"
                  + " again",
              file, name, found, sha256));
    }
  }
}
