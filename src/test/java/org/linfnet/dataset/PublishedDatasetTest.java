package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;

class PublishedDatasetTest {

  private static final byte[] IMAGES = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4};
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 1, 0};

  @TempDir Path directory;

  @Test
  void readsPlainAndCompressedFiles() throws IOException {
    Files.write(directory.resolve("images"), IMAGES);
    Files.write(directory.resolve("labels.gz"), gzip(LABELS));

    ExampleBlock examples = tiny(IMAGES, LABELS).read(directory, Split.TEST).examples();

    assertThat(examples.ids()).containsExactly(0, 1);
    assertThat(examples.labels()).containsExactly(1, 0);
    assertThat(examples.values().row(0)).isEqualTo(new byte[] {1, 2});
    assertThat(examples.values().row(1)).isEqualTo(new byte[] {3, 4});
  }

  @Test
  void refusesADirectoryWithoutTheFiles() {
    assertThatThrownBy(() -> tiny(IMAGES, LABELS).read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds neither images nor images.gz");
  }

  @Test
  void refusesACompressedFileThatIsTruncated() throws IOException {
    byte[] compressed = gzip(IMAGES);
    Files.write(directory.resolve("images.gz"), Arrays.copyOf(compressed, compressed.length - 9));
    Files.write(directory.resolve("labels"), LABELS);

    assertThatThrownBy(() -> tiny(IMAGES, LABELS).read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("images.gz is truncated");
  }

  @Test
  void itsBytesTellWhetherAFileIsCompressedAndItsNameDoesNot() throws IOException {
    Files.write(directory.resolve("images.gz"), IMAGES);
    Files.write(directory.resolve("labels"), gzip(LABELS));

    ExampleBlock examples = tiny(IMAGES, LABELS).read(directory, Split.TRAIN).examples();

    assertThat(examples.labels()).containsExactly(1, 0);
    assertThat(examples.values().row(1)).isEqualTo(new byte[] {3, 4});
  }

  @Test
  void refusesACompressedFileThatIsDamaged() throws IOException {
    byte[] compressed = gzip(IMAGES);
    compressed[12] ^= 0x55;
    Files.write(directory.resolve("images"), compressed);
    Files.write(directory.resolve("labels"), LABELS);

    assertThatThrownBy(() -> tiny(IMAGES, LABELS).read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("images is ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte",
        "train-images-idx3-ubyte.gz",
        "train-images.idx3-ubyte",
        "train-images.idx3-ubyte.gz",
        "train-images-idx3-ubyte/train-images-idx3-ubyte",
        "train-images.idx3-ubyte/train-images.idx3-ubyte"
      })
  void findsAFileUnderTheNamesOfItsMirrors(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, IMAGES);

    assertThat(new PublishedFile("train-images-idx3-ubyte", sha256(IMAGES)).in(directory))
        .isEqualTo(file);
  }

  @Test
  void refusesCountsThatDisagree() throws IOException {
    byte[] three = {0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 0};
    Files.write(directory.resolve("images"), IMAGES);
    Files.write(directory.resolve("labels"), three);

    assertThatThrownBy(() -> tiny(IMAGES, three).read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("images holds 2 images, but ")
        .hasMessageContaining("labels holds 3 labels");
  }

  @Test
  void refusesALabelOutsideTheClasses() throws IOException {
    byte[] wrong = {0, 0, 8, 1, 0, 0, 0, 2, 1, 2};
    Files.write(directory.resolve("images"), IMAGES);
    Files.write(directory.resolve("labels"), wrong);

    assertThatThrownBy(() -> tiny(IMAGES, wrong).read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("label 2 at position 1 is not in [0, 2)");
  }

  @Test
  void refusesAContentThatIsNotThePublishedOne() throws IOException {
    byte[] altered = IMAGES.clone();
    altered[17] = 99;
    Files.write(directory.resolve("images"), altered);
    Files.write(directory.resolve("labels"), LABELS);

    assertThatThrownBy(() -> tiny(IMAGES, LABELS).read(directory, Split.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("images is not the published images: the SHA-256");
  }

  @Test
  void isDownloadedFromTheFirstAddressThatServesIt() throws Exception {
    HttpServer server = serving(gzip(IMAGES), gzip(LABELS));
    try {
      PublishedDataset dataset =
          tiny(IMAGES, LABELS, address(server, "/none/"), address(server, "/data/"));

      new DatasetDownload().fetch(dataset.downloads(), directory);

      assertThat(dataset.read(directory, Split.TRAIN).examples().size()).isEqualTo(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void leavesNoDownloadThatIsNotThePublishedOne() throws Exception {
    HttpServer server = serving(gzip(LABELS), gzip(LABELS));
    try {
      PublishedDataset dataset = tiny(IMAGES, LABELS, address(server, "/data/"));

      assertThatThrownBy(() -> new DatasetDownload().fetch(dataset.downloads(), directory))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("cannot download images.gz of tiny")
          .hasMessageContaining("--from");
      assertThat(directory).isEmptyDirectory();
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serving(byte[] images, byte[] labels) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, byte[]> files = Map.of("/data/images.gz", images, "/data/labels.gz", labels);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[] {1});
          boolean known = files.containsKey(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI address(HttpServer server, String path) {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + path);
  }

  private static PublishedDataset tiny(byte[] images, byte[] labels, URI... addresses) {
    PublishedFile imageFile = new PublishedFile("images", sha256(images));
    PublishedFile labelFile = new PublishedFile("labels", sha256(labels));
    return new PublishedDataset(
        "tiny",
        List.of(addresses),
        Map.of(Split.TRAIN, imageFile, Split.TEST, imageFile),
        Map.of(Split.TRAIN, labelFile, Split.TEST, labelFile),
        new ImageEncoding(new Shape(1, 1, 2), new float[] {0}, 1),
        2);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }
}
