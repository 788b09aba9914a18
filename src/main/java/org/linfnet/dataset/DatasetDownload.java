package org.linfnet.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.linfnet.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the files of published data sets. */
final class DatasetDownload {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetDownload.class);
  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final Duration TO_ANSWER = Duration.ofMinutes(10);

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NORMAL).connectTimeout(TO_CONNECT).build();

  /**
   * Downloads files into a directory of their own, which is deleted when they have been read.
   *
   * @param files of one data set
   * @param reader reads the data set out of that directory
   * @throws InvalidInputException when no address serves a file, or the reader refuses one
   * @throws IOException when the directory cannot be written
   * @throws InterruptedException when interrupted
   */
  List<TableSplit> read(List<Download> files, Function<Path, List<TableSplit>> reader)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("linfnet-");
    try {
      fetch(files, directory);
      return reader.apply(directory);
    } finally {
      for (Download file : files) {
        Files.deleteIfExists(directory.resolve(file.file()));
      }
      Files.delete(directory);
    }
  }

  /**
   * Puts files into a directory. Each is taken from the first address that serves the published
   * one.
   *
   * @throws InvalidInputException when no address serves a file
   * @throws IOException when the directory cannot be written
   * @throws InterruptedException when interrupted
   */
  void fetch(List<Download> files, Path directory) throws IOException, InterruptedException {
    for (Download file : files) {
      fetch(file, directory.resolve(file.file()));
    }
  }

  private void fetch(Download file, Path target) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (URI address : file.addresses()) {
      URI source = address.resolve(file.file());
      try {
        LOG.info("downloading {}", source);
        download(source, target);
        file.check().accept(target);
        return;
      } catch (IOException | InvalidInputException e) {
        Files.deleteIfExists(target);
        failures.add(source + " (" + e + ")");
      }
    }
    throw new InvalidInputException(
        "cannot download %s of %s: put the published files into a directory and name it with --from; tried %s"
            .formatted(file.file(), file.dataset(), String.join(", ", failures)));
  }

  private void download(URI source, Path target) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(source).timeout(TO_ANSWER).build();
    HttpResponse<Path> response = client.send(request, BodyHandlers.ofFile(target));
    if (response.statusCode() != 200) {
      throw new IOException("HTTP status " + response.statusCode());
    }
  }
}
