package org.linfnet.layer;

import java.util.Arrays;

/**
 * The image that a convolution takes its patches from: with its padding, and the channels of a
 * position side by side, so that a row of a patch is one run of values.
 */
final class PaddedImage {

  private final Shape inputs;
  private final Shape outputs;
  private final Convolution.Window window;
  private final int run;
  private final int rowLength;
  private final float[] values;

  PaddedImage(Shape inputs, Shape outputs, Convolution.Window window) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.window = window;
    this.run = window.side() * inputs.channels();
    this.rowLength = (inputs.width() + 2 * window.padding()) * inputs.channels();
    this.values = new float[Math.multiplyExact(rowLength, inputs.height() + 2 * window.padding())];
  }

  @FunctionalInterface
  private interface ValueAction {
    void accept(int padded, int plain);
  }

  private void forEachValue(ValueAction action) {
    int channels = inputs.channels();
    for (int row = 0; row < inputs.height(); row++) {
      int at = (row + window.padding()) * rowLength + window.padding() * channels;
      for (int channel = 0; channel < channels; channel++) {
        int from = (channel * inputs.height() + row) * inputs.width();
        for (int column = 0; column < inputs.width(); column++) {
          action.accept(at + column * channels + channel, from + column);
        }
      }
    }
  }

  /** Takes an image, {@code float[inputs]}, channel by channel. Its padding is 0. */
  void read(float[] image, int at) {
    clear();
    forEachValue((padded, plain) -> values[padded] = image[at + plain]);
  }

  /** Gives the image without its padding. */
  void write(float[] image, int at) {
    forEachValue((padded, plain) -> image[at + plain] = values[padded]);
  }

  /** Fills a matrix of patches, one row for each, in the order of their positions. */
  void copyPatches(float[] patches, int patchesAt) {
    int to = patchesAt;
    for (int row = 0; row < outputs.height(); row++) {
      for (int column = 0; column < outputs.width(); column++) {
        int at = row * window.stride() * rowLength + column * window.stride() * inputs.channels();
        for (int line = 0; line < window.side(); line++) {
          System.arraycopy(values, at + line * rowLength, patches, to, run);
          to += run;
        }
      }
    }
  }

  /** Sets the image to 0. */
  void clear() {
    Arrays.fill(values, 0f);
  }

  /**
   * Adds a patch in its place.
   *
   * @param position of the patch among all patches, row by row
   */
  void addPatch(float[] patches, int patchAt, int position) {
    int row = position / outputs.width() * window.stride();
    int column = position % outputs.width() * window.stride();
    int at = row * rowLength + column * inputs.channels();
    for (int line = 0; line < window.side(); line++) {
      for (int i = 0; i < run; i++) {
        values[at + line * rowLength + i] += patches[patchAt + line * run + i];
      }
    }
  }
}
