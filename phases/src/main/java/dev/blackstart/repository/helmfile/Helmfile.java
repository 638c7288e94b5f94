package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Release;
import java.util.List;

/**
 * A helmfile as read for one environment.
 *
 * @param file relative to the repository's root
 * @param crdsOnly whether it is there to be rendered and filtered for CustomResourceDefinitions,
 *     which its {@code helmDefaults.args} or its name tell
 */
public record Helmfile(String file, boolean crdsOnly, List<Release> releases) {}
