/**
 * Labelled examples: the data sets that are published or drawn, with their files and downloads; PNG
 * and JPEG files; the schemas and descriptions of the tables that examples are stored in.
 *
 * <p>Of Spark this package knows rows, schemas and vectors only.
 */
package org.linfnet.dataset;
