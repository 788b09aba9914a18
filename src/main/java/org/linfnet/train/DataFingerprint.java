package org.linfnet.train;

/**
 * Tells one set of training examples from another, whatever the order of the rows and the files
 * that they lie in.
 *
 * @param description the encoding and the number of classes
 * @param examples how many
 * @param rows the sum of the rows' hashes, 128 bits as hexadecimal digits; a row's hash is SHA-256
 *     over id, label, weight and values
 */
public record DataFingerprint(String description, long examples, String rows) {}
