/**
 * Pictures and tables out of result tables: the radius curve, the training history, the margins,
 * the first layer's weights and the counterexamples, and one page that shows them all.
 *
 * <p>Pictures are drawn where a network takes pictures, features where it takes features, and every
 * radius is named with its {@link org.linfnet.input.RadiusUnit}.
 *
 * <p>Nothing here knows Spark or a file system. What comes in are the tables that training and
 * evaluation write ({@link org.linfnet.report.ResultTable}) and plain arrays; what comes out are
 * bytes and text by file name ({@link org.linfnet.report.Report}).
 */
package org.linfnet.report;
