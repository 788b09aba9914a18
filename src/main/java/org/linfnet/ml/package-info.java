/**
 * linfnet in Spark ML: an Estimator for features and images, a Model that gives each prediction its
 * certified radius and is saved as Spark ML saves models, and an Evaluator.
 */
package org.linfnet.ml;
