package dev.blackstart.repository.fresh;

import dev.blackstart.cluster.Role;
import java.util.List;
import java.util.Optional;

/**
 * What an operator wants of a new cluster.
 *
 * @param endpoint URL of the control plane
 * @param vip an address the control planes share; absent when something else balances
 * @param id tells Cilium's clusters apart
 * @param talos version without its {@code v}
 * @param kubernetes the same
 * @param installer image
 */
public record NewCluster(
    String name,
    int id,
    String endpoint,
    Optional<String> vip,
    List<NewMachine> machines,
    String talos,
    String kubernetes,
    String installer,
    Network network,
    Git git,
    Sealing sealing) {

  /**
   * Which addresses there are.
   *
   * @param lan the machines' own network; absent when nothing depends on it
   * @param gateway makes their addresses static; absent when they come by DHCP
   */
  public record Network(
      Optional<Cidr> lan,
      Optional<String> gateway,
      List<String> nameservers,
      List<String> timeServers,
      Cidr pods,
      Cidr services,
      String domain) {}

  /**
   * Where Flux finds the repository.
   *
   * @param deployKey whether it needs a key of its own
   */
  public record Git(String url, String branch, boolean deployKey) {}

  /**
   * Who can read its secrets.
   *
   * @param recipients age keys the secrets are encrypted for
   * @param seeded whether the cluster is given the secret key
   */
  public record Sealing(List<String> recipients, boolean seeded) {}

  public List<NewMachine> of(Role role) {
    return machines.stream().filter(machine -> machine.role() == role).toList();
  }

  /** Folder of its machine configs. */
  String talosFolder() {
    return "clusters/" + name + "/talos";
  }
}
