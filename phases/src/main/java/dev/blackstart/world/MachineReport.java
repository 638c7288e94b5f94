package dev.blackstart.world;

import dev.blackstart.cluster.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a machine: who answers at its address, at which stage, and what it is doing.
 *
 * @param reach who answers, judged by TLS identity, never by an open port
 * @param ready all of Talos's own conditions hold
 * @param unmet Talos's unmet conditions, such as {@code nodeReady}
 * @param fingerprint of the certificate offered in maintenance: base64 SHA-256 of its public key
 * @param talosVersion such as {@code v1.12.11}, when it could be read
 * @param services as last reported, by id
 * @param note the newest thing the machine said about its progress
 * @param since world time the stage was entered, as seen from here
 */
public record MachineReport(
    Node node,
    Reach reach,
    MachineStage stage,
    boolean ready,
    List<Waiting> unmet,
    Optional<String> fingerprint,
    Optional<String> talosVersion,
    List<ServiceState> services,
    String note,
    Instant since) {

  /** Who answers at the node's address. */
  public enum Reach {
    /** Connection refused or timed out: off, installing or rebooting. */
    UNREACHABLE,
    /** The maintenance service of a machine without a config. */
    MAINTENANCE,
    /** A configured node whose certificate our cluster's CA issued. */
    OURS,
    /** A configured node of another cluster, or one that refuses our client certificate. */
    FOREIGN
  }

  /**
   * A Talos service.
   *
   * @param state in Talos's words: Initialized Starting Waiting Preparing Running Stopping Finished
   *     Failed Skipped
   * @param healthy absent when the service has no health check
   */
  public record ServiceState(
      String id, String state, Optional<Boolean> healthy, String lastMessage) {}

  public Optional<ServiceState> service(String id) {
    return services.stream().filter(service -> service.id().equals(id)).findFirst();
  }
}
