package dev.blackstart.repository;

import java.util.List;

/**
 * A {@code blackstart.yaml} that says what detection found.
 *
 * @param text the whole file
 * @param clusters the names of those it speaks of
 * @param missing what it cannot say, one line each; it holds them as comments
 */
public record Adoption(String text, List<String> clusters, List<String> missing) {}
