package dev.blackstart.machineconfig.pki;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a certificate to be issued says of its holder.
 *
 * @param names DNS names and IP addresses it may be reached by
 * @param lifetime from the moment of issue
 */
public record Leaf(Subject subject, Set<Use> uses, List<String> names, Duration lifetime) {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration YEAR = Duration.ofHours(8760);

  /** What the extended key usage allows. */
  public enum Use {
    SERVER,
    CLIENT
  }

  public Leaf {
    uses = Set.copyOf(uses);
    names = List.copyOf(names);
  }

  /** What a configured node's API serves with: 24 hours, no organization (Talos 1.12 apid). */
  public static Leaf talosServer(String fqdn, List<String> names) {
    return new Leaf(Subject.commonName(fqdn), Set.of(Use.SERVER), names, DAY);
  }

  /**
   * What talosctl authenticates with. apid refuses a certificate whose extended key usage is
   * anything but clientAuth alone.
   *
   * @param role such as {@code os:admin}
   */
  public static Leaf talosClient(String role) {
    return new Leaf(Subject.organization(role), Set.of(Use.CLIENT), List.of(), YEAR);
  }

  /** What a machine in maintenance serves with. */
  public static Leaf maintenanceServer(List<String> names) {
    return talosServer("maintenance-service.talos.dev", names);
  }

  /** The user of the admin kubeconfig. */
  public static Leaf kubernetesAdmin() {
    return kubernetesClient("admin", "system:masters");
  }

  public static Leaf kubernetesClient(String user, String... groups) {
    return new Leaf(new Subject(List.of(groups), user), Set.of(Use.CLIENT), List.of(), YEAR);
  }

  public static Leaf apiServer(List<String> names) {
    return new Leaf(
        new Subject(List.of("kube-master"), "kube-apiserver"), Set.of(Use.SERVER), names, YEAR);
  }

  /** An etcd member, which is a server to some and a client to others. */
  public static Leaf etcd(String name, List<String> names) {
    return new Leaf(Subject.commonName(name), Set.of(Use.SERVER, Use.CLIENT), names, YEAR);
  }
}
