/**
 * Scores and certifies rows on a JDK alone, with a model out of one file. {@link
 * org.linfnet.scorer.Scorer} is what a user calls. The jar of the scorer has this package and those
 * that it knows.
 */
package org.linfnet.scorer;
