package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.job.OutputClaim.Hold;

/** On a file system that is asked for no locks. */
class RewrittenFileTest {

  private static final Duration BEAT = Duration.ofMillis(40);

  @TempDir Path directory;
  private StoragePath claim;

  @BeforeEach
  void nameAFile() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration(false)).getRawFileSystem();
    claim =
        new StoragePath(files, new org.apache.hadoop.fs.Path(directory.resolve("claim").toUri()));
  }

  @Test
  void aRunThatLivesKeepsItsClaim() throws IOException {
    try (Hold first = hold().orElseThrow()) {
      assertThat(hold()).isEmpty();
      assertThat(first).isInstanceOf(RewrittenFile.class);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aRunOfThisMachineThatHasDiedIsReplacedAtOnce() throws IOException {
    ClaimHolder self = ClaimHolder.ofThisProcess();
    ClaimHolder dead = new ClaimHolder(self.host(), self.process(), Instant.EPOCH, "token");
    Files.writeString(directory.resolve("claim"), dead.text());

    assertThat(dead.hasEnded()).isTrue();
    assertThat(self.hasEnded()).isFalse();
    assertTaken(Duration.ofDays(1));
  }

  @Test
  void aRunOfAnotherMachineThatWritesNoMoreIsReplaced() throws IOException {
    Files.writeString(
        directory.resolve("claim"), new ClaimHolder("elsewhere", 1, Instant.EPOCH, "t").text());

    assertTaken(BEAT);
  }

  private void assertTaken(Duration beat) throws IOException {
    Optional<Hold> taken = RewrittenFile.hold(claim, ClaimHolder.ofThisProcess(), beat);
    taken.orElseThrow().close();
    assertThat(directory).as("the file was our own").isEmptyDirectory();
  }

  private Optional<Hold> hold() throws IOException {
    return RewrittenFile.hold(claim, ClaimHolder.ofThisProcess(), BEAT);
  }
}
