package org.linfnet.report;

/**
 * Something to know about an evaluation.
 *
 * @param name what it is, such as {@code attack}
 * @param text what it was, such as {@code pgd}
 */
public record Fact(String name, String text) {}
