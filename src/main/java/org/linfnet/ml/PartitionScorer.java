package org.linfnet.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Standardisation;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.network.Margin;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.NetworkBroadcast;

/** Scores the rows of a partition, a bounded block of them at a time. */
record PartitionScorer(NetworkBroadcast sent, Standardisation standardisation, int featuresAt)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ScoringPass pass = new ScoringPass(sent.shape(), sent.state(), KernelChoice.kernels(), BLOCK);
    float[] inputs = new float[BLOCK * sent.shape().inputs()];
    return new Iterator<>() {
      private Iterator<Row> scored = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        return scored.hasNext() || rows.hasNext();
      }

      @Override
      public Row next() {
        if (!scored.hasNext()) {
          scored = score(pass, inputs, take(rows)).iterator();
        }
        return scored.next();
      }
    };
  }

  private static List<Row> take(Iterator<Row> rows) {
    List<Row> block = new ArrayList<>(BLOCK);
    while (block.size() < BLOCK && rows.hasNext()) {
      block.add(rows.next());
    }
    return block;
  }

  private List<Row> score(ScoringPass pass, float[] inputs, List<Row> rows) {
    int width = sent.shape().inputs();
    for (int b = 0; b < rows.size(); b++) {
      byte[] pixels = rows.get(b).getAs(featuresAt);
      if (pixels == null || pixels.length != width) {
        throw new InvalidInputException(
            "a row has %s pixels, the model takes %d"
                .formatted(pixels == null ? "null for" : pixels.length, width));
      }
      standardisation.standardise(pixels, 0, inputs, b * width, width);
    }
    float[] logits = pass.logits(inputs, rows.size());
    List<Row> scored = new ArrayList<>(rows.size());
    for (int b = 0; b < rows.size(); b++) {
      scored.add(append(rows.get(b), logits, b * sent.shape().classes()));
    }
    return scored;
  }

  private Row append(Row row, float[] logits, int at) {
    int classes = sent.shape().classes();
    int prediction = Margin.prediction(logits, at, classes);
    double radius = standardisation.radiusToPixel(Margin.of(logits, at, classes, prediction) / 2.0);
    Object[] values = new Object[row.size() + 2];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = (double) prediction;
    values[row.size() + 1] = radius;
    return RowFactory.create(values);
  }
}
