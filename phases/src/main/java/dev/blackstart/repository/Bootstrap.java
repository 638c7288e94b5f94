package dev.blackstart.repository;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.settings.Setting;
import java.util.List;
import java.util.Set;

/**
 * What is installed before Flux.
 *
 * @param unreadable releases that are there but could not be read, as namespace/name
 * @param seedFiles files of namespaces and first secrets, with who names them
 */
record Bootstrap(
    List<CrdSource> crds,
    List<Release> releases,
    Set<String> unreadable,
    List<Setting<String>> seedFiles) {}
