package org.linfnet.train;

import org.apache.spark.api.java.JavaRDD;
import org.linfnet.data.FeatureExample;

/**
 * Labelled features to train on or to validate with.
 *
 * @param examples each with as many features as there are inputs and a label in [0, classes)
 * @param inputs the features of an example
 * @param classes how many
 */
public record FeatureTable(JavaRDD<FeatureExample> examples, int inputs, int classes) {}
