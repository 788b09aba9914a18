package org.linfnet.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.certify.Scorer;
import org.linfnet.data.BlockwiseRows;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.InvalidInputException;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.network.Margin;
import org.linfnet.train.NetworkBroadcast;
import org.linfnet.train.TrainedNetwork;

/**
 * Scores the rows of a partition, a bounded block of them at a time, and appends to each the
 * predicted class and the radius that its margin certifies.
 *
 * @param sent the network's numbers
 * @param trainedOn the examples that it was trained on
 * @param featuresAt the place of the column of pixels
 */
record PartitionScorer(NetworkBroadcast sent, DatasetDescription trainedOn, int featuresAt)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TrainedNetwork network = new TrainedNetwork(sent.shape(), sent.state(), trainedOn);
    DistanceKernels kernels = KernelChoice.kernels();
    BlockScorer blocks =
        new BlockScorer(
            new Scorer(network, kernels, BLOCK),
            new MarginCertificate(network, kernels),
            featuresAt);
    return new BlockwiseRows(rows, BLOCK, blocks::score);
  }

  private static final class BlockScorer {

    private final Scorer scorer;
    private final MarginCertificate certificate;
    private final int featuresAt;
    private final float[] pixels;

    BlockScorer(Scorer scorer, MarginCertificate certificate, int featuresAt) {
      this.scorer = scorer;
      this.certificate = certificate;
      this.featuresAt = featuresAt;
      this.pixels = new float[BLOCK * scorer.inputs()];
    }

    List<Row> score(List<Row> block) {
      for (int b = 0; b < block.size(); b++) {
        float[] row = pixels(block.get(b));
        System.arraycopy(row, 0, pixels, b * scorer.inputs(), scorer.inputs());
      }
      float[] logits = scorer.logits(pixels, block.size());
      List<Row> result = new ArrayList<>(block.size());
      for (int b = 0; b < block.size(); b++) {
        result.add(append(block.get(b), logits, b * scorer.classes()));
      }
      return result;
    }

    private float[] pixels(Row row) {
      byte[] stored = row.getAs(featuresAt);
      if (stored == null || stored.length != scorer.inputs()) {
        throw new InvalidInputException(
            "a row has %s pixels, but the model takes %d: mend or drop the row"
                .formatted(stored == null ? "no (null)" : stored.length, scorer.inputs()));
      }
      return Scorer.pixels(stored);
    }

    private Row append(Row row, float[] logits, int at) {
      int prediction = Margin.prediction(logits, at, scorer.classes());
      Object[] values = new Object[row.size() + 2];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = (double) prediction;
      values[row.size() + 1] = certificate.radius(logits, at, scorer.classes(), prediction);
      return RowFactory.create(values);
    }
  }
}
