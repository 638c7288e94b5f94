package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.machineconfig.mesh.MeshAuthority;
import dev.blackstart.machineconfig.mesh.MeshSecrets;
import dev.blackstart.repository.MeshMember;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.fresh.NewFile;
import dev.blackstart.repository.fresh.SeedFile;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.template.sops.SopsWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the secrets of a cluster mesh once, for all its clusters, and seals them as seeds of each.
 * What a cluster is given already stays as it is, so that it can be asked again.
 */
public final class MeshFounding {
  private final Path root;
  private final Map<String, String> env;
  private final Instant now;

  /**
   * @param root of the repository
   * @param now wall time
   */
  public MeshFounding(Path root, Map<String, String> env, Instant now) {
    this.root = root;
    this.env = Map.copyOf(env);
    this.now = now;
  }

  /**
   * What was asked for.
   *
   * @param recipients age keys; empty for those of the repository
   * @param addresses where a cluster's mesh is reached by the others, {@code host:port} by cluster
   * @param authority one that stands in a cluster already
   */
  public record Order(
      List<String> recipients, Map<String, String> addresses, Optional<MeshAuthority> authority) {}

  /**
   * What came of it.
   *
   * @param kept Secrets that were there, as {@code cluster: name}
   * @param fingerprint of the authority
   * @param fresh whether the authority was made now
   * @param newKey whether an age key was made
   * @param unseeded files that the cluster's seeds do not take in, by cluster
   * @param notes what is left to do
   */
  public record Made(
      List<String> written,
      List<String> kept,
      String fingerprint,
      boolean fresh,
      boolean newKey,
      Map<String, List<String>> unseeded,
      List<String> notes) {}

  /**
   * Makes what is missing; nothing that is there is written over.
   *
   * @throws Refusal 2 when the clusters are no two, or have authorities that are not the same; 3
   *     when a file cannot be written
   */
  public Made make(List<ClusterSpec> clusters, Order order) {
    List<MeshMember> members = members(clusters);
    MeshSeeds seeds = new MeshSeeds(root, env, now);
    Optional<MeshAuthority> there = seeds.authority(members).or(order::authority);
    boolean referred = there.isEmpty() && seeds.refers(members);
    if (referred) {
      throw new Refusal(
          2,
          "the seeds refer to a vault for " + MeshSecrets.AUTHORITY,
          "nothing is to be made here: give every cluster that reference");
    }
    MeshAuthority authority = there.orElseGet(() -> MeshAuthority.create(now));
    SealingKeys keys =
        SealingKeys.of(new Wishes(Map.of(Wish.RECIPIENTS, order.recipients())), root, env);
    SopsWriter sops = new SopsWriter(keys.recipients());
    FoundingFiles files = new FoundingFiles(root);
    List<String> kept = new ArrayList<>();
    Map<String, List<String>> expected = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (MeshMember member : members) {
      String folder = member.seedFolder(others(members, member));
      wanted(member, members, authority, order, notes)
          .forEach(
              (name, secret) -> {
                if (seeds.has(member, name)) {
                  kept.add(member.cluster().name() + ": " + name);
                  return;
                }
                String path = folder + "/" + name + ".sops.yaml";
                expected.computeIfAbsent(member.cluster().name(), c -> new ArrayList<>()).add(path);
                files.add(new NewFile(path, sops.encrypt(secret, SeedFile.ENCRYPTED, now), false));
              });
    }
    files.refuseTaken();
    files.write(expected.isEmpty() ? Optional.empty() : keys.fresh());
    return new Made(
        files.written(),
        kept,
        authority.fingerprint(),
        there.isEmpty(),
        keys.fresh().isPresent() && !expected.isEmpty(),
        unseeded(expected),
        notes);
  }

  private static List<MeshMember> members(List<ClusterSpec> clusters) {
    List<MeshMember> members = new ArrayList<>();
    for (ClusterSpec cluster : clusters) {
      members.add(
          MeshMember.of(cluster)
              .orElseThrow(
                  () ->
                      new Refusal(
                          2,
                          "the bootstrap of cluster " + cluster.name() + " installs no Cilium",
                          "name the clusters of the mesh: --cluster infra,apps")));
    }
    if (members.stream().map(MeshMember::name).distinct().count() < members.size()) {
      throw new Refusal(
          2,
          "two clusters have one cluster.name: " + members.stream().map(MeshMember::name).toList(),
          "give each a name of its own in Cilium's values");
    }
    if (members.size() < 2) {
      throw new Refusal(2, "a mesh has two clusters at least", "name them: --cluster infra,apps");
    }
    return members;
  }

  private static Set<String> others(List<MeshMember> members, MeshMember own) {
    Set<String> others = new LinkedHashSet<>();
    members.forEach(member -> others.add(member.cluster().name()));
    others.remove(own.cluster().name());
    return others;
  }

  /** The Secrets of a cluster that neither the chart nor its values make. */
  private static Map<String, Map<String, Object>> wanted(
      MeshMember member,
      List<MeshMember> all,
      MeshAuthority authority,
      Order order,
      List<String> notes) {
    String cluster = member.cluster().name();
    Map<String, String> remotes = new LinkedHashMap<>();
    for (MeshMember other : all) {
      String address = order.addresses().get(other.cluster().name());
      if (other != member && address != null) {
        remotes.put(other.name(), address);
      }
    }
    String own = order.addresses().getOrDefault(cluster, "");
    MeshSecrets secrets =
        new MeshSecrets(
            authority,
            new MeshSecrets.Member(
                member.name(),
                member.cilium().namespace(),
                member.cilium().name(),
                own.isEmpty() ? List.of() : List.of(own.substring(0, own.lastIndexOf(':'))),
                member.asksByName()));
    Map<String, Map<String, Object>> wanted = new LinkedHashMap<>();
    wanted.put(MeshSecrets.AUTHORITY, secrets.authority());
    if (!member.issues()) {
      wanted.putAll(secrets.certificates(member.caches()));
    }
    if (member.wantsThemInValues()) {
      notes.add(
          cluster
              + ": set clustermesh.apiserver.tls.enableSecrets: false, so that the chart takes the"
              + " certificates from their Secrets");
    }
    if (!member.connects() && remotes.size() == all.size() - 1) {
      wanted.putAll(secrets.connections(remotes, member.caches()));
    } else if (!member.connects()) {
      notes.add(
          cluster
              + ": how it reaches the others is said neither by clustermesh.config nor by --address"
              + " CLUSTER=HOST");
    }
    return wanted;
  }

  /** What was written and is taken in by nobody: {@code bootstrap.seeds} names others. */
  private Map<String, List<String>> unseeded(Map<String, List<String>> expected) {
    Map<String, List<String>> unseeded = new LinkedHashMap<>();
    if (!expected.isEmpty()) {
      var repository = RepositoryReader.read(root, new ReadOptions(Map.of(), env));
      expected.forEach(
          (cluster, paths) -> {
            List<String> left = new ArrayList<>(paths);
            repository.cluster(cluster).seeds().forEach(seed -> left.remove(seed.file()));
            if (!left.isEmpty()) {
              unseeded.put(cluster, left);
            }
          });
    }
    return unseeded;
  }
}
