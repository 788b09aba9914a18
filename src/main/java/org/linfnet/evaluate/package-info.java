/**
 * The evaluation of a whole table as a distributed map: scores, certificates, attacks, and the
 * tables of results. Margins and radii are in the unit of the network's encoding.
 */
package org.linfnet.evaluate;
