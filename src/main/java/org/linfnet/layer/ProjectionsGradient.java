package org.linfnet.layer;

/**
 * A gradient on its way through projections, from the outputs of a layer to its inputs.
 *
 * @param inputs the projections that came to the layer
 * @param outputs those that it gave
 * @param byOutputs the gradient by those that it gave
 * @param byInputs the gradient by those that came; filled, 0 before
 * @param byBox the gradient by the ends of the box of the layer's inputs; added to
 */
public record ProjectionsGradient(
    Projections inputs,
    Projections outputs,
    Projections byOutputs,
    Projections byInputs,
    Bounds byBox) {}
