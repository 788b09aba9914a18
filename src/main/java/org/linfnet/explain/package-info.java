/**
 * Why a prediction has the radius that it has: the rival class, the units and inputs that decide
 * between the two, and the smallest change found that turns the prediction.
 */
package org.linfnet.explain;
