package org.linfnet.job;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linfnet.InvalidInputException;

/**
 * The master that a job is started for, as {@code --master} names it.
 *
 * @param url such as {@code local[2]} or {@code spark://HOST:PORT}
 */
record SparkMaster(String url) {

  private static final Pattern LOCAL =
      Pattern.compile("local(\\[([1-9]\\d{0,3}|\\*)(\\s*,\\s*[1-9]\\d{0,8})?])?");
  private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[.+]");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[a-zA-Z0-9.-]+|\\[[0-9a-fA-F:.]+]):(?<port>[1-9]\\d{0,4})");
  private static final String STANDALONE = "spark://";
  private static final int LAST_PORT = 65_535;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Whether executors are threads of the driver, or other processes on its machine. */
  boolean isLocal() {
    return url.startsWith("local");
  }

  /**
   * Checks that the master can be used. Spark waits a minute for a standalone master that does not
   * answer, and tells a trace of it.
   *
   * @throws InvalidInputException when Spark does not read the URL, or no standalone master answers
   * @throws UnknownHostException when none of the names of its hosts resolves
   */
  void requireUsable() throws UnknownHostException {
    if (isLocal()) {
      if (!LOCAL.matcher(url).matches() && !LOCAL_CLUSTER.matcher(url).matches()) {
        throw refused();
      }
    } else if (url.startsWith(STANDALONE)) {
      requireAnswer(addresses());
    }
  }

  private List<InetSocketAddress> addresses() {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String named : url.substring(STANDALONE.length()).split(",", -1)) {
      Matcher address = ADDRESS.matcher(named);
      if (!address.matches() || Integer.parseInt(address.group("port")) > LAST_PORT) {
        throw refused();
      }
      addresses.add(
          new InetSocketAddress(address.group("host"), Integer.parseInt(address.group("port"))));
    }
    return addresses;
  }

  private void requireAnswer(List<InetSocketAddress> addresses) throws UnknownHostException {
    List<String> reasons = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      try (Socket socket = new Socket()) {
        if (!address.isUnresolved()) {
          socket.connect(address, (int) PATIENCE.toMillis());
          return;
        }
      } catch (IOException e) {
        reasons.add("%s: %s".formatted(address.getHostString(), e.getMessage()));
      }
    }
    if (reasons.isEmpty()) {
      throw new UnknownHostException(addresses.get(0).getHostString());
    }
    throw new InvalidInputException(
        ("no master answers at %s (%s): start one there, or give --master the URL that the master"
                + " shows")
            .formatted(url, String.join("; ", reasons)));
  }

  private InvalidInputException refused() {
    return new InvalidInputException(
        ("there is no master %s: give local[N] with N from 1 to 9999, local[*], spark://HOST:PORT,"
                + " yarn or k8s://URL")
            .formatted(url));
  }
}
