/**
 * Attacks on any finished network through the encoding of its inputs. Points are in the user's
 * units, as a table stores them; radii, steps and distances are in the encoding's unit.
 */
package org.linfnet.attack;
