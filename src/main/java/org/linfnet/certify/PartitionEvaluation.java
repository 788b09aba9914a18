package org.linfnet.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.linfnet.data.BlockwiseRows;
import org.linfnet.data.ExampleBlock;

/**
 * Evaluates the rows of a partition, a bounded block of them at a time.
 *
 * @param sent the classifier
 * @param plan what is measured
 * @param evaluated counts the examples
 */
record PartitionEvaluation(SentClassifier sent, EvaluationPlan plan, LongAccumulator evaluated)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ExampleEvaluation evaluation = sent.evaluation(plan, BLOCK);
    return new BlockwiseRows(rows, BLOCK, block -> evaluate(evaluation, block));
  }

  private List<Row> evaluate(ExampleEvaluation evaluation, List<Row> rows) {
    ExampleBlock block = ExampleBlock.of(rows.iterator(), sent.trainedOn());
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
