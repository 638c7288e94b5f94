package dev.blackstart.repository.settings;

import dev.blackstart.cluster.Place;

/**
 * A value of {@code blackstart.yaml} with its place, so that whoever uses it can name it.
 *
 * @param at where it stands
 */
public record Setting<T>(T value, Place at) {}
