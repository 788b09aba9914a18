/**
 * Labelled images: the IDX files they are published in, the Parquet schema they are stored in, the
 * blocks a partition holds them in, their standardisation and augmentation, and the embedded {@code
 * strokes} data.
 *
 * <p>Of Spark this package knows rows and schemas only.
 */
package org.linfnet.dataset;
