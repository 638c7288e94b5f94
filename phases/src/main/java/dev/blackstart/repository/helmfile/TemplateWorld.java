package dev.blackstart.repository.helmfile;

import dev.blackstart.world.Programs;
import java.util.Map;
import java.util.Optional;

/**
 * What templates may have of the machine beside the repository's files.
 *
 * @param env the environment they may read
 * @param programs how programs are started; absent when none but yq may be
 */
public record TemplateWorld(Map<String, String> env, Optional<Programs> programs) {
  @Override
  public String toString() {
    return "environment of " + env.size() + " variables";
  }
}
