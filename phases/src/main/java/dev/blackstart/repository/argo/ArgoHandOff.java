package dev.blackstart.repository.argo;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.Release;
import java.util.Optional;

/**
 * The hand-off to Argo CD that a repository amounts to.
 *
 * @param own the release by which Argo CD comes into the cluster; absent when no Application of the
 *     repository deploys it
 * @param deliveries its Applications
 */
public record ArgoHandOff(ArgoSource source, Optional<Release> own, Deliveries deliveries) {}
