/**
 * A network as a list of layers over one flat array of numbers; training, scoring and bounds passes
 * over one block of examples; losses. Everything here is in network units.
 */
package org.linfnet.network;
