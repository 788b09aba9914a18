package org.linfnet.kernel;

import java.util.Random;

/** One block's arrays for tests, each beginning at an odd offset. */
final class KernelBlock {

  static final int Z = 3;
  static final int W = 2;
  static final int Y = 1;
  static final int GRADIENT_Y = 5;

  final BlockShape shape;
  final float[] z;
  final float[] w;
  final float[] gradientY;

  KernelBlock(int batch, int outputs, int inputs, double scale, long seed) {
    Random random = new Random(seed);
    shape = new BlockShape(batch, outputs, inputs);
    z = gaussians(random, Z + batch * inputs, scale);
    w = gaussians(random, W + outputs * inputs, scale);
    gradientY = gaussians(random, GRADIENT_Y + batch * outputs, 1);
  }

  /** Row b of z becomes row o of w. */
  KernelBlock withEqualRows(int b, int o) {
    int inputs = shape.inputs();
    System.arraycopy(z, Z + b * inputs, w, W + o * inputs, inputs);
    return this;
  }

  /** Weights as training leaves them: a few far larger than the others. */
  KernelBlock withHeavyTails() {
    for (int i = 0; i < w.length; i++) {
      w[i] *= w[i] * w[i];
    }
    return this;
  }

  float[] newY() {
    return new float[Y + shape.batch() * shape.outputs()];
  }

  float[] newGradientZ() {
    return new float[z.length];
  }

  float[] newGradientW() {
    return new float[w.length];
  }

  /** This block, with its distances in the array. */
  DistanceBlock at(float[] y) {
    return new DistanceBlock(shape, new Rows(z, Z), new Rows(w, W), new Rows(y, Y));
  }

  Rows gradientY() {
    return new Rows(gradientY, GRADIENT_Y);
  }

  float[] infinityForward(DistanceKernels kernels) {
    float[] y = newY();
    kernels.infinityForward(at(y));
    return y;
  }

  float[] powerForward(DistanceKernels kernels, float p) {
    float[] y = newY();
    kernels.powerForward(at(y), p);
    return y;
  }

  /** The gradients of z and of w. */
  float[][] powerBackward(DistanceKernels kernels, float p, float[] y) {
    float[] gradientZ = newGradientZ();
    float[] gradientW = newGradientW();
    kernels.powerBackward(at(y), p, gradientY(), new Rows(gradientZ, Z), new Rows(gradientW, W));
    return new float[][] {gradientZ, gradientW};
  }

  float[] powerInputGradient(DistanceKernels kernels, float p, float[] y) {
    float[] gradientZ = newGradientZ();
    kernels.powerInputGradient(at(y), p, gradientY(), new Rows(gradientZ, Z));
    return gradientZ;
  }

  float[] powerWeightGradient(DistanceKernels kernels, float p, float[] y) {
    float[] gradientW = newGradientW();
    kernels.powerWeightGradient(at(y), p, gradientY(), new Rows(gradientW, W));
    return gradientW;
  }

  float[] infinityInputGradient(DistanceKernels kernels, float[] y) {
    float[] gradientZ = newGradientZ();
    kernels.infinityInputGradient(at(y), gradientY(), new Rows(gradientZ, Z));
    return gradientZ;
  }

  float[] infinityWeightGradient(DistanceKernels kernels, float[] y) {
    float[] gradientW = newGradientW();
    kernels.infinityWeightGradient(at(y), gradientY(), new Rows(gradientW, W));
    return gradientW;
  }

  private static float[] gaussians(Random random, int length, double scale) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
