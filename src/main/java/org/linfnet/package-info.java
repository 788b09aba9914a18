/** What every package of linfnet may use: the user's mistake, and seeded random numbers. */
package org.linfnet;
