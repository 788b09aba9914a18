/**
 * Programs that measure linfnet or compare it with other classifiers. None is in the product's jar.
 */
package org.linfnet.bench;
