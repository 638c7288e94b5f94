package dev.blackstart.repository.settings;

import dev.blackstart.world.Programs;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line and its environment add to the files.
 *
 * @param vars template variables, they win over those of {@code blackstart.yaml}
 * @param env the environment templates may read
 * @param generatedSecrets whether secrets are made up, so that none need be there
 * @param programs how programs are started that templates call; absent when none may be
 * @param adopted whether the cluster stands already, so that its machines are not looked at
 */
public record ReadOptions(
    Map<String, String> vars,
    Map<String, String> env,
    boolean generatedSecrets,
    Optional<Programs> programs,
    boolean adopted) {
  public ReadOptions(
      Map<String, String> vars,
      Map<String, String> env,
      boolean generatedSecrets,
      Optional<Programs> programs) {
    this(vars, env, generatedSecrets, programs, false);
  }

  public ReadOptions(Map<String, String> vars, Map<String, String> env) {
    this(vars, env, false);
  }

  public ReadOptions(Map<String, String> vars, Map<String, String> env, boolean generatedSecrets) {
    this(vars, env, generatedSecrets, Optional.empty());
  }

  @Override
  public String toString() {
    return "variables " + vars.keySet();
  }
}
