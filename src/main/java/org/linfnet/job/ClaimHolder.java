package org.linfnet.job;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a claim, as one line of text in the claim's file.
 *
 * @param host the machine
 * @param process its number there
 * @param since when the process began, in seconds
 * @param token tells two claims of one process apart
 */
record ClaimHolder(String host, long process, Instant since, String token) {

  private static final int FIELDS = 4;

  /** A new holder in this process. */
  static ClaimHolder ofThisProcess() {
    return new ClaimHolder(
        hostName(), ProcessHandle.current().pid(), startOfThisJvm(), UUID.randomUUID().toString());
  }

  private static Instant startOfThisJvm() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .orElseGet(() -> Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The holder that a claim's file names, as people read it. */
  static String in(StoragePath claim) {
    try (InputStream in = claim.files().open(claim.path())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return read(text)
          .map(
              holder ->
                  "process %d on %s, since %s".formatted(holder.process, holder.host, holder.since))
          .orElse("which has just begun");
    } catch (IOException e) {
      return "which has just begun";
    }
  }

  /** The holder in the first line of a text; empty when it names none. */
  static Optional<ClaimHolder> read(String text) {
    String[] fields = text.lines().findFirst().orElse("").split(" ", -1);
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ClaimHolder(
              fields[0], Long.parseLong(fields[1]), Instant.parse(fields[2]), fields[3]));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it is known to have ended: it ran on this machine, and does no more. */
  boolean hasEnded() {
    return host.equals(hostName())
        && ProcessHandle.of(process)
            .flatMap(handle -> handle.info().startInstant())
            .filter(start -> start.truncatedTo(ChronoUnit.SECONDS).equals(since))
            .isEmpty();
  }

  /** The line. */
  String text() {
    return "%s %d %s %s\n".formatted(host, process, since, token);
  }
}
