package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the definitions that are given to somebody can be given to him. */
final class CrdOwnerChecks {
  private CrdOwnerChecks() {}

  static List<Finding> rules(ClusterSpec spec, World world) {
    if (spec.crdOwners().rules().isEmpty()) {
      return List.of();
    }
    CrdOwnership ownership = new CrdOwnership(spec, world);
    List<CrdOwners.Rule> used = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (CrdSource source : spec.crds()) {
      for (String crd : CrdNames.of(source, world)) {
        Optional<CrdOwners.Rule> rule = spec.crdOwners().rule(crd);
        if (rule.isPresent() && !used.contains(rule.get())) {
          used.add(rule.get());
          if (ownership.of(source, crd).isEmpty()) {
            findings.add(nobody(rule.get(), crd));
          }
        }
      }
    }
    spec.crdOwners().rules().stream()
        .filter(rule -> !used.contains(rule))
        .map(
            rule ->
                PreflightFinding.CRD_OWNER.warning(
                    rule.at().toString(),
                    "no definition that is applied is called " + rule.of() + " or of that group",
                    "correct the name, or take the line away"))
        .forEach(findings::add);
    return findings;
  }

  private static Finding nobody(CrdOwners.Rule rule, String crd) {
    boolean helm = rule.policy() == CrdOwners.Policy.HELM;
    return PreflightFinding.CRD_OWNER.warning(
        rule.at().toString(),
        crd
            + (helm
                ? " is to be Helm's, and no release installs its chart"
                : " is to be Flux's, and nothing in its tree brings it"),
        "it stays as the bootstrap makes it; write leave, or add who goes on with it");
  }
}
