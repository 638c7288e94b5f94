package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.phase.stack.MeshCertificates;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The secrets by which this cluster and others of a mesh know one another, before it has them. */
final class MeshChecks {
  private MeshChecks() {}

  static List<Finding> secrets(ClusterSpec spec, World world) {
    boolean any = spec.seeds().stream().anyMatch(seed -> isOfMesh(seed.yaml()));
    List<KubeObject> seeds = any ? world.manifests().seeds() : List.of();
    MeshCertificates given = new MeshCertificates(seeds, world.time().wall());
    List<Finding> findings = new ArrayList<>();
    List<Waiting> wrong = given.wrong();
    wrong.forEach(
        each ->
            findings.add(
                PreflightFinding.MESH_SECRETS.error(
                    at(spec), each.who() + ": " + each.reason(), remake(spec, each))));
    given.soon().stream()
        .filter(each -> wrong.stream().noneMatch(other -> other.who().equals(each.who())))
        .forEach(
            each ->
                findings.add(
                    PreflightFinding.MESH_SECRETS.warning(
                        at(spec), each.who() + ": " + each.reason(), remake(spec, each))));
    standing(spec, world, given).ifPresent(findings::add);
    return findings;
  }

  private static boolean isOfMesh(String yaml) {
    return yaml.contains(MeshCertificates.AUTHORITY)
        || MeshCertificates.ISSUED.stream().anyMatch(yaml::contains);
  }

  private static String at(ClusterSpec spec) {
    return "seeds of " + spec.name();
  }

  private static String remake(ClusterSpec spec, Waiting each) {
    String file = each.who().replaceFirst("^Secret ", "") + ".sops.yaml";
    return each.who().endsWith(MeshCertificates.AUTHORITY)
        ? "a new authority goes to every cluster at once: move the mesh's files of all away, then"
            + " blackstart mesh make"
        : "move " + file + " of " + spec.name() + " away, then blackstart mesh make";
  }

  /** A cluster that stands would lose every certificate it has from its own. */
  private static Optional<Finding> standing(ClusterSpec spec, World world, MeshCertificates given) {
    Optional<String> ours = given.authority();
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    KubeObject.Ref ref =
        new KubeObject.Ref("v1", "Secret", "kube-system", MeshCertificates.AUTHORITY);
    return world
        .kube()
        .get(ref)
        .flatMap(there -> new MeshCertificates(List.of(there), world.time().wall()).authority())
        .filter(theirs -> !theirs.equals(ours.get()))
        .map(
            theirs ->
                PreflightFinding.MESH_SECRETS.error(
                    at(spec),
                    "the cluster has another "
                        + MeshCertificates.AUTHORITY
                        + " already: "
                        + theirs.substring(0, 12)
                        + ", the seeds have "
                        + ours.get().substring(0, 12),
                    "take over the one that stands, in all clusters: move the mesh's files away,"
                        + " then blackstart mesh make --ca-from "
                        + spec.name()));
  }
}
