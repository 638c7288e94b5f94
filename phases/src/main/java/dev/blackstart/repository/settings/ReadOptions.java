package dev.blackstart.repository.settings;

import java.util.Map;

/**
 * What a command line and its environment add to the files.
 *
 * @param vars template variables, they win over those of {@code blackstart.yaml}
 * @param env the environment templates may read
 * @param generatedSecrets whether secrets are made up, so that none need be there
 */
public record ReadOptions(
    Map<String, String> vars, Map<String, String> env, boolean generatedSecrets) {
  public ReadOptions(Map<String, String> vars, Map<String, String> env) {
    this(vars, env, false);
  }
}
