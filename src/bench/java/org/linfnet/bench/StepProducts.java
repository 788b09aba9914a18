package org.linfnet.bench;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Layer;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;
import org.linfnet.layer.Step;
import org.linfnet.network.Ball;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Network;
import org.linfnet.network.Objective;
import org.linfnet.network.TrainingPass;
import org.linfnet.train.ObjectiveSchedule;
import org.linfnet.train.Recipe;

/**
 * Times a step of training on interval bounds, on one thread, beside bare calls of netlib's BLAS
 * for the same products of matrices. A shard's part of a step is measured, without Adam.
 *
 * <p>For each layer of weights the step needs the product with the batch, with the centres and with
 * the radii of the boxes, the gradient by the weights of each, and but for the first layer the
 * gradient by the inputs of each. A bare call multiplies all rows of the batch at once; a
 * convolution's rows are its patches, which are there already.
 */
record StepProducts(Recipe recipe, Shape inputs, int classes) {

  /** The logits, the centres and the radii. */
  private static final int BLOCKS = 3;

  private static final double NANOSECONDS = 1e6;
  private static final String TRANSPOSED = "T";
  private static final String AS_STORED = "N";

  /**
   * One matrix of weights and the rows that it meets.
   *
   * @param first whether nobody asks for the gradient by its inputs
   */
  private record Product(int rows, int columns, int terms, boolean first) {

    long multiplyAdds() {
      return (long) rows * columns * terms * BLOCKS * (first ? 2 : 3);
    }

    void run(BLAS blas, float[] a, float[] b, float[] c) {
      for (int block = 0; block < BLOCKS; block++) {
        blas.sgemm(
            TRANSPOSED, AS_STORED, columns, rows, terms, 1, b, terms, a, terms, 1, c, columns);
        blas.sgemm(
            AS_STORED, TRANSPOSED, terms, columns, rows, 1, a, terms, c, columns, 1, b, terms);
        if (!first) {
          blas.sgemm(
              AS_STORED, AS_STORED, terms, rows, columns, 1, b, terms, c, columns, 1, a, terms);
        }
      }
    }
  }

  /**
   * Runs steps that warm up, then steps that are measured.
   *
   * @return lines for people
   */
  List<String> measure(int warmUp, int steps) {
    int batch = recipe.batch() / recipe.shards();
    Network network = recipe.network(inputs, classes);
    List<Product> products = products(network, batch);
    Runnable step = step(network, batch);
    Runnable bare = bare(products);
    double ofStep = milliseconds(step, warmUp, steps);
    double ofProducts = milliseconds(bare, warmUp, steps);
    double giga = products.stream().mapToLong(Product::multiplyAdds).sum() * 1e-9;
    return List.of(
        "a batch of %d, %.3f giga multiply-adds, one thread; milliseconds of a step, mean over %,d:"
            .formatted(batch, giga, steps),
        "  the step                  %8.2f".formatted(ofStep),
        "  bare calls of the BLAS    %8.2f".formatted(ofProducts),
        "  bare calls / step         %8.2f".formatted(ofProducts / ofStep));
  }

  private static double milliseconds(Runnable work, int warmUp, int times) {
    for (int i = 0; i < warmUp; i++) {
      work.run();
    }
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return (System.nanoTime() - began) / NANOSECONDS / times;
  }

  private static List<Product> products(Network network, int batch) {
    List<Product> products = new ArrayList<>();
    for (Layer layer : network.layers()) {
      List<Slot> slots = layer.slots();
      if (!slots.isEmpty()) {
        int columns = slots.get(1).length();
        int positions = layer.outputs().size() / columns;
        int terms = slots.get(0).length() / columns;
        products.add(new Product(batch * positions, columns, terms, products.isEmpty()));
      }
    }
    return products;
  }

  private static Runnable bare(List<Product> products) {
    BLAS blas = JavaBLAS.getInstance();
    List<Runnable> runs = new ArrayList<>();
    for (Product product : products) {
      // Zeros, so that nothing grows from call to call.
      float[] a = new float[product.rows() * product.terms()];
      float[] b = new float[product.columns() * product.terms()];
      float[] c = new float[product.rows() * product.columns()];
      runs.add(() -> product.run(blas, a, b, c));
    }
    return () -> runs.forEach(Runnable::run);
  }

  private Runnable step(Network network, int batch) {
    Random random = new Random(1);
    float[] numbers = network.start(random).numbers();
    float[] values = new float[batch * inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    int[] labels = random.ints(batch, 0, classes).toArray();
    float[] weights = new float[batch];
    Arrays.fill(weights, 1);
    TrainingPass.Batch examples = new TrainingPass.Batch(batch, values, labels, weights);
    float[] most = new float[inputs.size()];
    Arrays.fill(most, 1);
    Ball ball = new Ball((float) recipe.objective().epsilon(), new float[inputs.size()], most);
    Objective objective =
        recipe.objective().at(recipe.epochs(), new ObjectiveSchedule.Units(recipe.margin(), ball));
    TrainingPass pass = new TrainingPass(network, Kernels.ofThisJvm(), batch);
    BatchGradient sum = new BatchGradient(network);
    Step training = Step.training(recipe.p().at(recipe.epochs()), new RandomStream(1));
    return () -> pass.run(training, numbers, objective, examples, sum);
  }
}
