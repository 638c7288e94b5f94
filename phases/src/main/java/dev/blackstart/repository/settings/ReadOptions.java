package dev.blackstart.repository.settings;

import java.util.Map;

/**
 * What a command line and its environment add to the files.
 *
 * @param vars template variables, they win over those of {@code blackstart.yaml}
 * @param env the environment templates may read
 */
public record ReadOptions(Map<String, String> vars, Map<String, String> env) {}
