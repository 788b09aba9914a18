package org.linfnet.network;

import java.util.List;
import org.linfnet.layer.Bounds;

/** What makes boxes of hidden layers smaller than the intervals of each layer leave them. */
interface Tightening {

  /** Leaves boxes as they are. */
  Tightening NONE =
      new Tightening() {
        @Override
        public void tighten(int layer) {
          // The boxes are those of intervals.
        }

        @Override
        public void gradient(int layer, Bounds byOutput, List<Bounds> byBoxes, float[] sums) {
          // All of the gradient goes through the intervals.
        }
      };

  /**
   * Tightens the box of a layer's outputs, in place. Layer by layer, the first first, each after
   * its {@link org.linfnet.layer.LayerPass#bounds}; the last layer of a network is left out.
   */
  void tighten(int layer);

  /**
   * Takes the part of a gradient that does not go through the intervals of a layer and carries it
   * back. Layer by layer, the last first.
   *
   * @param byOutput the gradient by the box of the layer's outputs; what is taken is set to 0
   * @param byBoxes the gradient by the box of each layer's inputs; added to
   * @param sums laid out as the network's numbers; added to
   */
  void gradient(int layer, Bounds byOutput, List<Bounds> byBoxes, float[] sums);
}
