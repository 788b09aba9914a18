package org.linfnet.certify;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.layer.AffineLayer;
import org.linfnet.layer.Convolution;
import org.linfnet.layer.Layer;
import org.linfnet.layer.Shape;

/**
 * The products that one output of an affine layer or a convolution is the sum of.
 *
 * @param biasAt the place of the bias among the network's numbers
 * @param products a weight and an input each
 */
record AffineTerms(int biasAt, List<Product> products) {

  /**
   * @param weightAt the place of the weight among the network's numbers
   * @param input the place of the input among the layer's
   */
  record Product(int weightAt, int input) {}

  static AffineTerms of(Layer layer, int output) {
    return layer instanceof Convolution convolution
        ? of(convolution, output)
        : of((AffineLayer) layer, output);
  }

  private static AffineTerms of(AffineLayer layer, int output) {
    int inputs = layer.inputs().size();
    List<Product> products = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      products.add(new Product(layer.weights().at() + output * inputs + i, i));
    }
    return new AffineTerms(layer.bias().at() + output, products);
  }

  private static AffineTerms of(Convolution layer, int output) {
    Shape in = layer.inputs();
    Shape out = layer.outputs();
    Convolution.Window window = layer.window();
    int channel = output / (out.height() * out.width());
    int top = output / out.width() % out.height() * window.stride() - window.padding();
    int left = output % out.width() * window.stride() - window.padding();
    int weightAt = layer.weights().at() + channel * window.side() * window.side() * in.channels();
    List<Product> products = new ArrayList<>();
    for (int row = top; row < top + window.side(); row++) {
      for (int column = left; column < left + window.side(); column++) {
        for (int from = 0; from < in.channels(); from++, weightAt++) {
          if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
            products.add(new Product(weightAt, (from * in.height() + row) * in.width() + column));
          }
        }
      }
    }
    return new AffineTerms(layer.bias().at() + channel, products);
  }
}
