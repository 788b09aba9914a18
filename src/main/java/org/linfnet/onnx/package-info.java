/**
 * Networks as ONNX models, which runtimes without Spark or Java can score and certify with. {@link
 * org.linfnet.onnx.OnnxModel} makes them out of what layers and encodings state of themselves; it
 * asks for no kind of either.
 */
package org.linfnet.onnx;
