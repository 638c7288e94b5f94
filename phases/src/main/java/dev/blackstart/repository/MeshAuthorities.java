package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the clusters of a mesh are given one authority. Each makes its own where nobody gives it
 * one, and then refuses the others; nothing has to be decrypted to tell.
 */
final class MeshAuthorities {
  /** Name of the Secret Cilium's chart looks for before it makes one. */
  private static final String SECRET = "cilium-ca";

  private static final String FINGERPRINT = "blackstart.dev/ca-sha256";

  private MeshAuthorities() {}

  /** What a seed says of the authority, sealed or not. */
  private record Given(MeshMember member, Seed seed, YamlNode secret) {
    /** What can be compared: its fingerprint, else what stands there when it is not sealed. */
    Optional<String> mark() {
      Optional<String> written = annotation();
      if (written.isPresent()) {
        return written;
      }
      boolean sealed = seed.form() == Seed.Form.SOPS;
      return sealed ? Optional.empty() : entry("data").or(() -> entry("stringData"));
    }

    private Optional<String> annotation() {
      return secret
          .at("metadata.annotations")
          .filter(MapNode.class::isInstance)
          .flatMap(map -> ((MapNode) map).get(FINGERPRINT))
          .flatMap(Given::scalar);
    }

    private Optional<String> entry(String part) {
      return secret
          .at(part)
          .filter(MapNode.class::isInstance)
          .flatMap(map -> ((MapNode) map).get("ca.crt"))
          .flatMap(Given::scalar);
    }

    private static Optional<String> scalar(YamlNode node) {
      return node instanceof ScalarNode scalar && !scalar.isNull()
          ? Optional.of(scalar.text().strip())
          : Optional.empty();
    }
  }

  static void check(Collection<ClusterSpec> clusters, Findings findings) {
    List<MeshMember> members =
        clusters.stream()
            .flatMap(cluster -> MeshMember.of(cluster).stream())
            .filter(MeshMember::isMeshed)
            .filter(member -> !member.bringsAuthority())
            .toList();
    if (members.size() < 2) {
      return;
    }
    List<Given> given = new ArrayList<>();
    for (MeshMember member : members) {
      Optional<Given> found = given(member);
      found.ifPresent(given::add);
      if (found.isEmpty()) {
        findings.add(
            FindingKind.MESH_AUTHORITY_MISSING,
            member.cilium().at(),
            "Cilium of cluster "
                + member.cluster().name()
                + " joins a cluster mesh and no seed gives it "
                + SECRET
                + ": it will make an authority of its own, and the others refuse it",
            "make one for all: blackstart mesh make");
      }
    }
    Optional<Given> first = given.stream().filter(each -> each.mark().isPresent()).findFirst();
    given.stream()
        .filter(each -> each.mark().isPresent() && !each.mark().equals(first.orElseThrow().mark()))
        .forEach(
            each ->
                findings.add(
                    FindingKind.MESH_AUTHORITY_OTHER,
                    each.secret().mark(),
                    SECRET
                        + " of cluster "
                        + each.member().cluster().name()
                        + " is another than that of cluster "
                        + first.orElseThrow().member().cluster().name()
                        + " ("
                        + first.orElseThrow().seed().file()
                        + "): they refuse one another",
                    "give both the same: move one away, then blackstart mesh make"));
  }

  private static Optional<Given> given(MeshMember member) {
    return member.cluster().seeds().stream()
        .flatMap(seed -> secrets(seed).map(secret -> new Given(member, seed, secret)))
        .findFirst();
  }

  private static Stream<YamlNode> secrets(Seed seed) {
    if (!seed.yaml().contains(SECRET)) {
      return Stream.empty();
    }
    List<YamlNode> documents =
        new Findings().attempt(() -> Yaml.parse(seed.yaml(), seed.file())).orElse(List.of());
    return documents.stream()
        .filter(each -> each.text("kind").filter("Secret"::equals).isPresent())
        .filter(each -> each.text("metadata.name").filter(SECRET::equals).isPresent());
  }
}
