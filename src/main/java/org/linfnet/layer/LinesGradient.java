package org.linfnet.layer;

/**
 * A gradient on its way through linear bounds: from the inputs of a layer to its outputs, against
 * the way that the bounds went.
 *
 * @param outputs the linear bounds that came to the layer
 * @param byInputs the gradient by the coefficients and constants that the layer gave
 * @param byOutputs the gradient by those that came to it; filled, 0 before
 * @param byBox the gradient by the ends of the box of the layer's inputs; added to
 */
public record LinesGradient(
    LinearBounds outputs, LinearBounds byInputs, LinearBounds byOutputs, Bounds byBox) {}
