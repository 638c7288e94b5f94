package dev.blackstart.repository;

import dev.blackstart.repository.settings.Setting;
import java.util.List;

/**
 * Where a cluster's seeds lie.
 *
 * @param files files of objects and folders of kustomizations, with who names them
 * @param apps folder whose members are named after namespaces that are created first; empty when
 *     the repository's scripts create none that way
 * @param namespaces those names
 */
record SeedFiles(List<Setting<String>> files, String apps, List<String> namespaces) {}
