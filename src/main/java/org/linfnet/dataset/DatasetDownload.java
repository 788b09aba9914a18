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
import org.linfnet.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the files of a published data set. */
public final class DatasetDownload {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetDownload.class);
  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final Duration TO_ANSWER = Duration.ofMinutes(10);

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NORMAL).connectTimeout(TO_CONNECT).build();

  /**
   * Puts every file of a data set, compressed, into a directory. Each is taken from the first
   * address that serves the published content.
   *
   * @throws InvalidInputException when no address serves a file
   * @throws IOException when the directory cannot be written
   * @throws InterruptedException when interrupted
   */
  public void fetch(PublishedDataset dataset, Path directory)
      throws IOException, InterruptedException {
    for (PublishedFile file : dataset.files()) {
      fetch(dataset, file, directory.resolve(file.name() + PublishedFile.COMPRESSED));
    }
  }

  private void fetch(PublishedDataset dataset, PublishedFile file, Path target)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (URI address : dataset.addresses()) {
      URI source = address.resolve(file.name() + PublishedFile.COMPRESSED);
      try {
        LOG.info("downloading {}", source);
        download(source, target);
        file.check(target, PublishedFile.content(target));
        return;
      } catch (IOException | InvalidInputException e) {
        Files.deleteIfExists(target);
        failures.add(source + " (" + e + ")");
      }
    }
    throw new InvalidInputException(
        "cannot download "
            + file.name()
            + " of "
            + dataset.name()
            + ": put the published files into a directory and name it with --from; tried "
            + String.join(", ", failures));
  }

  private void download(URI source, Path target) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(source).timeout(TO_ANSWER).build();
    HttpResponse<Path> response = client.send(request, BodyHandlers.ofFile(target));
    if (response.statusCode() != 200) {
      throw new IOException("HTTP status " + response.statusCode());
    }
  }
}
