/**
 * linfnet as Spark ML knows classifiers: a model that transforms tables and is saved as Spark ML
 * saves models.
 */
package org.linfnet.ml;
