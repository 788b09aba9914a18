package org.linfnet.kernel;

import java.util.Map;

/** The formulas as they are written, in float with sums in double. */
public final class ScalarKernels implements DistanceKernels {

  /** Adds one term to the gradients; the gradient kernels of one p differ in nothing else. */
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
  public ProductKernel products() {
    return new ScalarProducts();
  }

  @Override
  public void infinityForward(DistanceBlock block) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    float[] y = block.y().values();
    for (int b = 0; b < shape.batch(); b++) {
      int yRow = block.y().row(b, shape.outputs());
      for (int o = 0; o < shape.outputs(); o++) {
        y[yRow + o] =
            largestDifference(z, block.z().row(b, inputs), w, block.w().row(o, inputs), inputs);
      }
    }
  }

  @Override
  public void infinityInputGradient(DistanceBlock block, Rows gradientY, Rows gradientZ) {
    infinityGradient(block, gradientY, addTo(gradientZ, block.shape().inputs()));
  }

  @Override
  public void infinityWeightGradient(DistanceBlock block, Rows gradientY, Rows gradientW) {
    infinityGradient(block, gradientY, subtractFrom(gradientW, block.shape().inputs()));
  }

  private static void infinityGradient(DistanceBlock block, Rows gradientY, GradientSink sink) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    for (int b = 0; b < shape.batch(); b++) {
      int zRow = block.z().row(b, inputs);
      for (int o = 0; o < shape.outputs(); o++) {
        int wRow = block.w().row(o, inputs);
        float gradient = gradientY.values()[gradientY.row(b, shape.outputs()) + o];
        float distance = block.y().values()[block.y().row(b, shape.outputs()) + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        for (int i = 0; i < inputs; i++) {
          float difference = z[zRow + i] - w[wRow + i];
          if (Math.abs(difference) == distance) {
            sink.add(b, o, i, Math.copySign(1f, difference) * gradient);
            break;
          }
        }
      }
    }
  }

  @Override
  public void powerForward(DistanceBlock block, float p) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    float[] y = block.y().values();
    for (int b = 0; b < shape.batch(); b++) {
      int yRow = block.y().row(b, shape.outputs());
      for (int o = 0; o < shape.outputs(); o++) {
        y[yRow + o] =
            powerDistance(p, z, block.z().row(b, inputs), w, block.w().row(o, inputs), inputs);
      }
    }
  }

  @Override
  public void powerForward(DistanceBlock block, float p, SparseDerivatives kept) {
    powerForward(block, p);
    kept.begin(block.shape());
    kept.giveUp();
  }

  @Override
  public void powerBackward(
      DistanceBlock block, float p, Rows gradientY, Rows gradientZ, Rows gradientW) {
    int inputs = block.shape().inputs();
    GradientSink input = addTo(gradientZ, inputs);
    GradientSink weight = subtractFrom(gradientW, inputs);
    powerGradient(
        block,
        p,
        gradientY,
        (b, o, i, term) -> {
          input.add(b, o, i, term);
          weight.add(b, o, i, term);
        });
  }

  @Override
  public void powerWeightGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientW) {
    powerGradient(block, p, gradientY, subtractFrom(gradientW, block.shape().inputs()));
  }

  @Override
  public void powerInputGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientZ) {
    powerGradient(block, p, gradientY, addTo(gradientZ, block.shape().inputs()));
  }

  private static void powerGradient(
      DistanceBlock block, float p, Rows gradientY, GradientSink sink) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    for (int o = 0; o < shape.outputs(); o++) {
      int wRow = block.w().row(o, inputs);
      for (int b = 0; b < shape.batch(); b++) {
        int zRow = block.z().row(b, inputs);
        float gradient = gradientY.values()[gradientY.row(b, shape.outputs()) + o];
        float distance = block.y().values()[block.y().row(b, shape.outputs()) + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        for (int i = 0; i < inputs; i++) {
          float difference = z[zRow + i] - w[wRow + i];
          double share = Math.pow(Math.abs(difference) / (double) distance, p - 1);
          sink.add(b, o, i, (float) (gradient * Math.signum(difference) * share));
        }
      }
    }
  }

  private static GradientSink addTo(Rows gradientZ, int inputs) {
    float[] values = gradientZ.values();
    int at = gradientZ.at();
    return (b, o, i, term) -> values[at + b * inputs + i] += term;
  }

  private static GradientSink subtractFrom(Rows gradientW, int inputs) {
    float[] values = gradientW.values();
    int at = gradientW.at();
    return (b, o, i, term) -> values[at + o * inputs + i] -= term;
  }

  @Override
  public void intervalBounds(IntervalBlock block) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] lower = block.lower().values();
    float[] upper = block.upper().values();
    float[] w = block.w().values();
    for (int b = 0; b < shape.batch(); b++) {
      int lowerRow = block.lower().row(b, inputs);
      int upperRow = block.upper().row(b, inputs);
      for (int o = 0; o < shape.outputs(); o++) {
        int wRow = block.w().row(o, inputs);
        float least = 0;
        float most = 0;
        for (int i = 0; i < inputs; i++) {
          float below = lower[lowerRow + i] - w[wRow + i];
          float above = upper[upperRow + i] - w[wRow + i];
          // The end that faces the weight; neither is above 0 when the weight lies in between.
          least = Math.max(least, Math.max(below, -above));
          most = Math.max(most, Math.max(Math.abs(below), Math.abs(above)));
        }
        block.yLower().values()[block.yLower().row(b, shape.outputs()) + o] = least;
        block.yUpper().values()[block.yUpper().row(b, shape.outputs()) + o] = most;
      }
    }
  }

  private static float largestDifference(float[] z, int zRow, float[] w, int wRow, int inputs) {
    float largest = 0;
    for (int i = 0; i < inputs; i++) {
      largest = Math.max(largest, Math.abs(z[zRow + i] - w[wRow + i]));
    }
    return largest;
  }

  private static float powerDistance(
      float p, float[] z, int zRow, float[] w, int wRow, int inputs) {
    double largest = largestDifference(z, zRow, w, wRow, inputs);
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += Math.pow(Math.abs(z[zRow + i] - w[wRow + i]) / largest, p);
    }
    return (float) (largest * Math.pow(sum, 1 / (double) p));
  }
}
