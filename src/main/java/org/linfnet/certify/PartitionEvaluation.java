package org.linfnet.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.linfnet.data.BlockwiseRows;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.train.NetworkBroadcast;
import org.linfnet.train.TrainedNetwork;

/**
 * Evaluates the rows of a partition, a bounded block of them at a time.
 *
 * @param sent the network's numbers
 * @param trainedOn what the network takes
 * @param plan what is measured
 * @param evaluated counts the examples
 */
record PartitionEvaluation(
    NetworkBroadcast sent,
    DatasetDescription trainedOn,
    EvaluationPlan plan,
    LongAccumulator evaluated)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    BlockEvaluation evaluation =
        new BlockEvaluation(
            new TrainedNetwork(sent.shape(), sent.state(), trainedOn),
            plan,
            KernelChoice.kernels(),
            BLOCK);
    return new BlockwiseRows(rows, BLOCK, block -> evaluate(evaluation, block));
  }

  private List<Row> evaluate(BlockEvaluation evaluation, List<Row> rows) {
    ExampleBlock block = ExampleBlock.of(rows.iterator(), trainedOn);
    List<ExampleResult> results = evaluation.evaluate(block);
    List<Row> evaluatedRows = new ArrayList<>(results.size());
    for (int b = 0; b < results.size(); b++) {
      int at = b * block.inputs();
      byte[] original = Arrays.copyOfRange(block.pixels(), at, at + block.inputs());
      evaluatedRows.add(ResultRows.of(results.get(b), original));
    }
    evaluated.add(results.size());
    return evaluatedRows;
  }
}
