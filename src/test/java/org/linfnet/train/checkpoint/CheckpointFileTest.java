package org.linfnet.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {

  private static final byte[] WRITTEN = written();

  @Test
  void whatWasWrittenIsRead() throws IOException {
    CheckpointFile read = read(WRITTEN);
    assertThat(read.run()).isEqualTo(CheckpointExample.RUN);
    assertThat(read.state()).usingRecursiveComparison().isEqualTo(CheckpointExample.state(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void aTornOneIsFoundBroken(int stride) {
    int longest = stride == 1 ? 400 : WRITTEN.length - 1;
    for (int length = 0; length <= longest; length += stride) {
      requireBroken(Arrays.copyOf(WRITTEN, length), "the first " + length + " bytes");
    }
  }

  @Test
  void oneWithAByteLessOrMoreIsFoundBroken() {
    requireBroken(Arrays.copyOf(WRITTEN, WRITTEN.length - 1), "a byte less");
    requireBroken(Arrays.copyOf(WRITTEN, WRITTEN.length + 1), "a byte more");
  }

  @Test
  void oneBitTurnedIsFoundWhereverItIs() {
    for (int at = 0; at < WRITTEN.length; at++) {
      byte[] turned = WRITTEN.clone();
      turned[at] ^= (byte) (1 << (at % Byte.SIZE));
      requireBroken(turned, "a bit of byte " + at);
    }
  }

  @Test
  void zerosAreBroken() {
    requireBroken(new byte[WRITTEN.length], "zeros");
  }

  private static void requireBroken(byte[] bytes, String what) {
    assertThatThrownBy(() -> read(bytes))
        .as(what)
        .isInstanceOf(CheckpointFile.BrokenException.class);
  }

  private static CheckpointFile read(byte[] bytes) throws IOException {
    return CheckpointFile.read("bytes", () -> new ByteArrayInputStream(bytes), bytes.length);
  }

  private static byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new CheckpointFile(CheckpointExample.RUN, CheckpointExample.state(3)).write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
