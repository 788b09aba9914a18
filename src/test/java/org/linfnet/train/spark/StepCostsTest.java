package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;

class StepCostsTest {

  private static final Pattern LEFT =
      Pattern.compile("left .*: +([\\d.]+) MiB of heap, (\\d+) blocks, (\\d+) files");

  @Test
  void stepsLeaveNoFilesAndFewBlocksBehind() {
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
    try {
      Network network =
          new Network(new Shape(1, 28, 28), 10, new DistanceNet(1, 8, "normal", "batch").layers());
      List<String> lines = new StepCosts(network, 2).measure(spark, 50, 400);
      Matcher before = left(lines.get(lines.size() - 2));
      Matcher after = left(lines.get(lines.size() - 1));
      assertThat(after.group(3)).as("files").isEqualTo(before.group(3));
      assertThat(Integer.parseInt(after.group(2)))
          .as("blocks after 400 steps, of which Spark takes some back a little later")
          .isLessThan(100);
    } finally {
      spark.stop();
    }
  }

  private static Matcher left(String line) {
    Matcher matcher = LEFT.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher;
  }
}
