package dev.blackstart.rehearsal.api.rules;

import java.util.List;

/**
 * What Pod Security demands of namespaces whose labels say nothing.
 *
 * @param enforce {@code privileged}, {@code baseline} or {@code restricted}
 * @param version of the demands, as refusals tell it
 * @param exempt namespaces in which nothing is demanded
 */
public record PodSecurityDefaults(String enforce, String version, List<String> exempt) {
  /** As a kube-apiserver without a configuration has it: only labels demand something. */
  public static final PodSecurityDefaults NONE =
      new PodSecurityDefaults("privileged", "latest", List.of());

  public PodSecurityDefaults {
    exempt = List.copyOf(exempt);
  }
}
