package dev.blackstart.cluster;

import java.util.List;

/**
 * Something that Flux or Argo CD brings into a cluster: a Kustomization, a HelmRelease, an
 * Application.
 *
 * @param who such as {@code HelmRelease media/plex}
 * @param name its own, without a namespace
 * @param charts it installs, by name
 * @param applies others of its kind that it applies, written as {@code who}
 * @param place the namespace that tells what it is for
 * @param suspended whether it is left alone until somebody asks
 */
public record Delivery(
    String who,
    String name,
    List<String> charts,
    List<String> applies,
    String place,
    boolean suspended) {}
