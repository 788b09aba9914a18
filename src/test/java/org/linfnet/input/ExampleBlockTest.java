package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linfnet.RandomStream;

class ExampleBlockTest {

  private static final StoredValues NO_IMAGES = StoredValues.of(new byte[0], 2);
  private static final StoredValues NO_FEATURES = StoredValues.of(new double[0], 2);

  @Test
  void isOrderedByIdThenLabelThenUnsignedValues() {
    ExampleBlock block =
        ExampleBlock.merged(
            List.of(
                image(7, 0, 1, 2), image(3, 2, 200, 0), image(3, 1, 255, 0), image(3, 1, 127, 0)),
            NO_IMAGES);

    assertThat(block.ids()).containsExactly(3, 3, 3, 7);
    assertThat(block.labels()).containsExactly(1, 1, 2, 0);
    assertThat(images(block)).isEqualTo(pixels(127, 0, 255, 0, 200, 0, 1, 2));
    assertThat(block.values().width()).isEqualTo(2);
  }

  @Test
  void featuresAreOrderedByTheirWeightsLast() {
    ExampleBlock block =
        ExampleBlock.merged(
            List.of(features(3, 2, 0.5, 1), features(3, 1, 0.5, 1), features(3, 9, -0.5, 1)),
            NO_FEATURES);

    assertThat(block.weights()).containsExactly(9, 1, 2);
    assertThat(block.values().number(0, 0)).isEqualTo(-0.5);
  }

  @Test
  void ofNoExamplesIsEmpty() {
    ExampleBlock block = ExampleBlock.merged(List.of(), NO_FEATURES);

    assertThat(block.size()).isZero();
    assertThat(block.values().width()).isEqualTo(2);
  }

  /** Blocks of any sizes, dealt, merged and dealt again, as a shuffle does. */
  @Test
  void noOrderOfArrivalChangesABit() {
    Random random = new Random(3);
    List<ExampleBlock> examples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      examples.add(image(random.nextInt(20), random.nextInt(2), random.nextInt(3), 5));
    }
    List<String> expected = described(shuffled(examples, new Random(0)));
    for (int seed = 1; seed < 20; seed++) {
      assertThat(described(shuffled(examples, new Random(seed)))).isEqualTo(expected);
    }
  }

  /** Three shards' blocks. */
  private static List<ExampleBlock> shuffled(List<ExampleBlock> examples, Random random) {
    List<ExampleBlock> left = new ArrayList<>(examples);
    Collections.shuffle(left, random);
    List<List<ExampleBlock>> shards =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    while (!left.isEmpty()) {
      List<ExampleBlock> taken = left.subList(0, 1 + random.nextInt(left.size()));
      List<ExampleBlock> dealt =
          ExampleBlock.merged(taken, NO_IMAGES).deal(3, id -> (int) (id % 3));
      for (int shard = 0; shard < 3; shard++) {
        shards.get(shard).add(dealt.get(shard));
      }
      taken.clear();
    }
    return shards.stream()
        .map(
            blocks -> {
              Collections.shuffle(blocks, random);
              return ExampleBlock.merged(blocks, NO_IMAGES);
            })
        .toList();
  }

  private static List<String> described(List<ExampleBlock> blocks) {
    return blocks.stream()
        .map(
            block ->
                Arrays.toString(block.ids())
                    + Arrays.toString(block.labels())
                    + Arrays.toString(images(block)))
        .toList();
  }

  @Test
  void dealsEveryExampleInItsOrder() {
    ExampleBlock block =
        new ExampleBlock(
            new long[] {5, 2, 8, 3},
            new int[] {0, 1, 2, 0},
            new double[] {1, 2, 3, 4},
            StoredValues.of(pixels(1, 2, 3, 4, 5, 6, 7, 8), 2));

    List<ExampleBlock> dealt = block.deal(2, id -> (int) (id % 2));

    assertThat(dealt.get(0).ids()).containsExactly(2, 8);
    assertThat(dealt.get(0).labels()).containsExactly(1, 2);
    assertThat(dealt.get(0).weights()).containsExactly(2, 3);
    assertThat(images(dealt.get(0))).isEqualTo(pixels(3, 4, 5, 6));
    assertThat(dealt.get(1).ids()).containsExactly(5, 3);
    assertThat(images(dealt.get(1))).isEqualTo(pixels(1, 2, 7, 8));
  }

  @Test
  void anExampleWithoutAnIdIsNamedByItsLabelAndValues() {
    long id = ExampleBlock.withoutId(1, 2, StoredValues.of(new double[] {0.5, -3}, 2)).ids()[0];
    Set<Long> ids =
        new HashSet<>(
            List.of(
                id,
                ExampleBlock.withoutId(0, 2, StoredValues.of(new double[] {0.5, -3}, 2)).ids()[0],
                ExampleBlock.withoutId(1, 2, StoredValues.of(new double[] {-3, 0.5}, 2)).ids()[0],
                ExampleBlock.withoutId(1, 2, StoredValues.of(new double[] {0.5, -3.0000001}, 2))
                    .ids()[0]));

    assertThat(ids).hasSize(4);
    assertThat(ExampleBlock.withoutId(1, 7, StoredValues.of(new double[] {0.5, -3}, 2)).ids())
        .containsExactly(id);
    RandomStream named =
        new RandomStream(0)
            .at(
                1,
                Double.doubleToLongBits(1),
                Double.doubleToLongBits(0.5),
                Double.doubleToLongBits(-3));
    assertThat(id).isEqualTo(named.seed());
  }

  @Test
  void aDigestTellsExamplesApart() throws Exception {
    Set<String> digests = new HashSet<>();
    for (ExampleBlock block :
        List.of(
            image(1, 0, 1, 2),
            image(2, 0, 1, 2),
            image(1, 1, 1, 2),
            image(1, 0, 1, 3),
            features(1, 1, 1, 2),
            features(1, 2, 1, 2),
            features(1, 1, 1, 3))) {
      digests.add(digest(block, 0));
    }
    ExampleBlock two =
        ExampleBlock.merged(List.of(image(1, 0, 1, 2), image(2, 0, 1, 2)), NO_IMAGES);

    assertThat(digests).hasSize(7);
    assertThat(digest(two, 1)).isEqualTo(digest(image(2, 0, 1, 2), 0));
  }

  private static String digest(ExampleBlock block, int example) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    block.digest(example, digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void lengthsThatDisagreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleBlock(new long[2], new int[3], new double[2], NO_IMAGES))
        .withMessage("2 ids, 3 labels, 2 weights");
  }

  @Test
  void survivesKryo() {
    ExampleBlock images =
        ExampleBlock.merged(List.of(image(4, 0, 1, 2), image(5, 1, 3, 4)), NO_IMAGES);
    ExampleBlock numbers = features(4, 0.5, 1, 2);

    assertThat(Kryo.copy(images, ExampleBlock.class)).usingRecursiveComparison().isEqualTo(images);
    assertThat(Kryo.copy(numbers, ExampleBlock.class))
        .usingRecursiveComparison()
        .isEqualTo(numbers);
  }

  private static ExampleBlock image(long id, int label, int... values) {
    return ExampleBlock.of(id, label, 1, StoredValues.of(pixels(values), 2));
  }

  private static ExampleBlock features(long id, double weight, double... values) {
    return ExampleBlock.of(id, 0, weight, StoredValues.of(values, 2));
  }

  private static byte[] images(ExampleBlock block) {
    byte[] all = new byte[block.size() * block.values().width()];
    for (int example = 0; example < block.size(); example++) {
      byte[] row = (byte[]) block.values().row(example);
      System.arraycopy(row, 0, all, example * row.length, row.length);
    }
    return all;
  }

  private static byte[] pixels(int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return pixels;
  }
}
