package dev.blackstart.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who goes on with the CustomResourceDefinitions that are applied ahead of the releases.
 *
 * @param rules what the operator wants, by definition or by group
 * @param kustomized the Kustomization that applies a definition, by the definition's name
 * @param carriers the HelmReleases of the tree
 */
public record CrdOwners(
    List<Rule> rules, Map<String, String> kustomized, List<HelmCarrier> carriers) {
  /** Nothing is said, and nothing is known of a tree. */
  public static final CrdOwners NONE = new CrdOwners(List.of(), Map.of(), List.of());

  /** Whose a definition is to be. */
  public enum Policy {
    /** It stays as the bootstrap made it. */
    LEAVE("leave"),
    /** It bears the marks of the Helm release that brings it, so that Helm takes it. */
    HELM("helm"),
    /** Its fields are those of the controller of Flux that applies it. */
    FLUX("flux");

    private final String word;

    Policy(String word) {
      this.word = word;
    }

    /** As {@code blackstart.yaml} says it. */
    public String word() {
      return word;
    }
  }

  /**
   * @param of a definition, such as {@code certificates.cert-manager.io}, or a group
   */
  public record Rule(String of, Policy policy, Place at) {}

  /**
   * A HelmRelease.
   *
   * @param name {@code namespace/name} of it
   * @param release {@code namespace/name} Helm knows it by
   * @param chart name of its chart
   * @param replaces whether it brings the definitions beside its chart's templates up to date
   */
  public record HelmCarrier(String name, String release, String chart, boolean replaces) {}

  /** What the operator wants of a definition; of itself before of its group. */
  public Optional<Rule> rule(String crd) {
    String group = crd.substring(crd.indexOf('.') + 1);
    return rules.stream()
        .filter(rule -> rule.of().equals(crd))
        .findFirst()
        .or(() -> rules.stream().filter(rule -> rule.of().equals(group)).findFirst());
  }

  /** The HelmRelease of a chart. */
  public Optional<HelmCarrier> carrier(String chart) {
    return carriers.stream().filter(carrier -> carrier.chart().equals(chart)).findFirst();
  }

  /** The same facts with other rules. */
  public CrdOwners ruled(List<Rule> others) {
    return new CrdOwners(others, kustomized, carriers);
  }

  /** The same rules with what a tree says. */
  public CrdOwners knowing(Map<String, String> applied, List<HelmCarrier> releases) {
    return new CrdOwners(rules, applied, releases);
  }
}
