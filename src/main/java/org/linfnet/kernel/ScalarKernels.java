package org.linfnet.kernel;

import java.util.Map;

/** The formulas as they are written, in float with sums in double. */
public final class ScalarKernels implements DistanceKernels {

  /** Where a term's gradient goes; the three gradient kernels differ in nothing else. */
  @FunctionalInterface
  private interface GradientSink {
    void add(int b, int o, int i, float term);
  }

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public Map<String, String> choosingProperties() {
    return Map.of(KernelChoice.KERNELS, "scalar");
  }

  @Override
  public void infinityForward(
      BlockShape shape, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        y[yAt + b * shape.outputs() + o] =
            largestDifference(z, zAt + b * inputs, w, wAt + o * inputs, inputs);
      }
    }
  }

  @Override
  public void infinityInputGradient(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        float distance = y[yAt + b * shape.outputs() + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        for (int i = 0; i < inputs; i++) {
          float difference = z[zAt + b * inputs + i] - w[wAt + o * inputs + i];
          if (Math.abs(difference) == distance) {
            gradientZ[gradientZAt + b * inputs + i] += Math.copySign(1f, difference) * gradient;
            break;
          }
        }
      }
    }
  }

  @Override
  public void infinityWeightGradient(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        float distance = y[yAt + b * shape.outputs() + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        for (int i = 0; i < inputs; i++) {
          float difference = z[zAt + b * inputs + i] - w[wAt + o * inputs + i];
          if (Math.abs(difference) == distance) {
            gradientW[gradientWAt + o * inputs + i] -= Math.copySign(1f, difference) * gradient;
            break;
          }
        }
      }
    }
  }

  @Override
  public void powerForward(
      BlockShape shape, float p, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        y[yAt + b * shape.outputs() + o] =
            powerDistance(p, z, zAt + b * inputs, w, wAt + o * inputs, inputs);
      }
    }
  }

  @Override
  public void powerForward(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      SparseDerivatives kept) {
    powerForward(shape, p, z, zAt, w, wAt, y, yAt);
    kept.begin(shape);
    kept.giveUp();
  }

  @Override
  public void powerBackward(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    GradientSink both =
        (b, o, i, term) -> {
          gradientZ[gradientZAt + b * inputs + i] += term;
          gradientW[gradientWAt + o * inputs + i] -= term;
        };
    powerGradient(shape, p, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, both);
  }

  @Override
  public void powerWeightGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    GradientSink weights = (b, o, i, term) -> gradientW[gradientWAt + o * inputs + i] -= term;
    powerGradient(shape, p, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, weights);
  }

  @Override
  public void powerInputGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt) {
    int inputs = shape.inputs();
    GradientSink input = (b, o, i, term) -> gradientZ[gradientZAt + b * inputs + i] += term;
    powerGradient(shape, p, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, input);
  }

  @Override
  public void intervalBounds(
      BlockShape shape,
      float[] lower,
      float[] upper,
      int zAt,
      float[] w,
      int wAt,
      float[] yLower,
      float[] yUpper,
      int yAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        float least = 0;
        float most = 0;
        for (int i = 0; i < inputs; i++) {
          float weight = w[wAt + o * inputs + i];
          float below = lower[zAt + b * inputs + i] - weight;
          float above = upper[zAt + b * inputs + i] - weight;
          // The end that faces the weight; neither is above 0 when the weight lies in between.
          least = Math.max(least, Math.max(below, -above));
          most = Math.max(most, Math.max(Math.abs(below), Math.abs(above)));
        }
        yLower[yAt + b * shape.outputs() + o] = least;
        yUpper[yAt + b * shape.outputs() + o] = most;
      }
    }
  }

  private static float largestDifference(float[] z, int zAt, float[] w, int wAt, int inputs) {
    float largest = 0;
    for (int i = 0; i < inputs; i++) {
      largest = Math.max(largest, Math.abs(z[zAt + i] - w[wAt + i]));
    }
    return largest;
  }

  private static float powerDistance(float p, float[] z, int zAt, float[] w, int wAt, int inputs) {
    double largest = largestDifference(z, zAt, w, wAt, inputs);
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += Math.pow(Math.abs(z[zAt + i] - w[wAt + i]) / largest, p);
    }
    return (float) (largest * Math.pow(sum, 1 / (double) p));
  }

  private static void powerGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      GradientSink sink) {
    int inputs = shape.inputs();
    for (int o = 0; o < shape.outputs(); o++) {
      for (int b = 0; b < shape.batch(); b++) {
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        float distance = y[yAt + b * shape.outputs() + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        for (int i = 0; i < inputs; i++) {
          float difference = z[zAt + b * inputs + i] - w[wAt + o * inputs + i];
          double share = Math.pow(Math.abs(difference) / (double) distance, p - 1);
          sink.add(b, o, i, (float) (gradient * Math.signum(difference) * share));
        }
      }
    }
  }
}
