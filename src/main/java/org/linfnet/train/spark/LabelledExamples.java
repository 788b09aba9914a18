package org.linfnet.train.spark;

import org.apache.spark.api.java.JavaRDD;
import org.linfnet.input.EncodingRule;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;

/**
 * Labelled examples to train on or to validate with.
 *
 * @param blocks of one example or more, each with a label in [0, classes)
 * @param empty no values of the same kind and width
 * @param classes how many
 * @param rule how the encoding follows from the examples
 * @param weighted whether examples have weights other than 1
 * @param named whether a column gives each its id; without one an id is a hash
 */
public record LabelledExamples(
    JavaRDD<ExampleBlock> blocks,
    StoredValues empty,
    int classes,
    EncodingRule rule,
    boolean weighted,
    boolean named) {}
