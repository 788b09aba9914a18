package org.linfnet.dataset;

import org.apache.spark.sql.types.StructType;
import org.linfnet.input.ExampleBlock;

/**
 * One split of a data set, as it is written to a table.
 *
 * @param split which part of the data set
 * @param schema of the table: id, label and inputs
 * @param examples in memory
 * @param summary what the examples are, for the log
 */
public record TableSplit(Split split, StructType schema, ExampleBlock examples, String summary) {}
