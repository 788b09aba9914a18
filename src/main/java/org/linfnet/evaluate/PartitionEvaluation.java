package org.linfnet.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.linfnet.dataset.BlockwiseRows;
import org.linfnet.dataset.ExampleReader;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.kernel.Kernels;
import org.linfnet.train.spark.NetworkBroadcast;

/**
 * Evaluates the rows of a partition, a bounded block of them at a time.
 *
 * @param reader of the rows
 * @param sent the network
 * @param encoding of its inputs
 * @param plan what is measured
 * @param evaluated counts the examples
 */
record PartitionEvaluation(
    ExampleReader reader,
    NetworkBroadcast sent,
    Encoding encoding,
    EvaluationPlan plan,
    LongAccumulator evaluated)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    EncodedNetwork network = new EncodedNetwork(sent.state(), encoding);
    BlockEvaluation evaluation = new BlockEvaluation(network, plan, Kernels.ofThisJvm(), BLOCK);
    return new BlockwiseRows(rows, BLOCK, block -> evaluate(evaluation, block));
  }

  private List<Row> evaluate(BlockEvaluation evaluation, List<Row> rows) {
    List<ExampleBlock> examples = rows.stream().flatMap(row -> reader.read(row).stream()).toList();
    ExampleBlock block = ExampleBlock.merged(examples, reader.inputs().empty(reader.width()));
    List<ExampleResult> results = evaluation.evaluate(block);
    ResultRows resultRows = new ResultRows(encoding);
    List<Row> evaluatedRows = new ArrayList<>(results.size());
    for (int b = 0; b < results.size(); b++) {
      evaluatedRows.add(resultRows.row(results.get(b), block.values().row(b)));
    }
    evaluated.add(results.size());
    return evaluatedRows;
  }
}
