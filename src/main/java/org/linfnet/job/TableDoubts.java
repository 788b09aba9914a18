package org.linfnet.job;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.TableColumns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what a table of examples may hold and seldom ought to.
 *
 * @param path of the table, for messages
 * @param examples the table
 * @param id the column of ids, if it has one
 */
record TableDoubts(String path, ExampleTable examples, Optional<String> id) {

  private static final Logger LOG = LoggerFactory.getLogger(TableDoubts.class);
  private static final int IMAGES_LOOKED_AT = 100;

  /** Warns of a table with labels, whose ids name no results. A trainer counts repeated ids. */
  void warnForTraining() {
    blackImages().ifPresent(LOG::warn);
  }

  /** Warns of a table whose results are told apart by ids. */
  void warnForResults() {
    repeatedIds().ifPresent(LOG::warn);
    blackImages().ifPresent(LOG::warn);
  }

  /** Ids that come more than once. */
  Optional<String> repeatedIds() {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Column column = TableColumns.of(examples.table(), id.get());
    Row ids = examples.table().agg(count(column), count_distinct(column)).head();
    long repeated = ids.getLong(0) - ids.getLong(1);
    return repeated == 0
        ? Optional.empty()
        : Optional.of(
            ("%s: %d of %d rows repeat the id of another: results of rows with one id cannot"
                    + " be told apart; give each row its own")
                .formatted(path, repeated, ids.getLong(0)));
  }

  /** Images whose bytes are 0 and 1, as if 1 were white. */
  Optional<String> blackImages() {
    if (!examples.inputs().bytes()) {
      return Optional.empty();
    }
    Column pixels = TableColumns.of(examples.table(), examples.inputs().name());
    Dataset<Row> images = examples.table().select(pixels).where(pixels.isNotNull());
    List<Row> first = images.limit(IMAGES_LOOKED_AT).collectAsList();
    boolean black =
        !first.isEmpty() && first.stream().allMatch(row -> isBlack(row.<byte[]>getAs(0)));
    return black
        ? Optional.of(
            ("%s: the first %d images hold the bytes 0 and 1 only, and white is 255: multiply"
                    + " the bytes by 255, or every image is all but black")
                .formatted(path, first.size()))
        : Optional.empty();
  }

  private static boolean isBlack(byte[] image) {
    for (byte value : image) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }
}
