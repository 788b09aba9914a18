/**
 * linfnet as Spark ML knows classifiers: an Estimator for features and images, a model that says
 * within which radius each prediction holds and is saved as Spark ML saves models, and an
 * Evaluator.
 */
package org.linfnet.ml;
