package org.linfnet.explain;

/**
 * A value that decides a logit: the logit moves when it moves.
 *
 * @param logit the class whose logit it is
 * @param layer the number of the layer that gives the value, counted from 1; 0 for an input
 * @param unit which of the layer's outputs, or of the inputs, counted from 0
 * @param slope what the logit gains for each unit that the value rises by, both in network units
 */
public record Decider(int logit, int layer, int unit, double slope) {}
