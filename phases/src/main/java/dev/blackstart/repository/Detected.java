package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.repository.settings.ClusterSettings;

/**
 * A cluster with what it was made out by.
 *
 * @param said what {@code blackstart.yaml} says of it
 */
record Detected(ClusterSpec spec, ClusterSettings said, Bootstrap bootstrap) {}
