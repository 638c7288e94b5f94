package dev.blackstart.rehearsal.node;

import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.LenientCertificateFactory;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import dev.blackstart.rehearsal.node.etcd.EtcdDatabases;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A world of simulated nodes for tests, on a clock that runs fast, and clients to reach them. */
final class FleetWorld implements AutoCloseable {
  final WorldClock clock = new WorldClock();
  final Loopback loopback;
  final NodeFleet fleet;
  final CertificateAuthority os = CertificateAuthority.os(clock.wall());
  final CertificateAuthority kubernetes = CertificateAuthority.kubernetes(clock.wall());
  final List<String> addresses;
  private final List<TalosClient> clients = new ArrayList<>();
  private final Object change = new Object();

  /**
   * @param net second and third octet, so that tests beside each other do not meet
   */
  FleetWorld(String net, int nodes, double speed) {
    this(net, nodes, speed, EtcdDatabases.UNTOUCHED);
  }

  /**
   * @param databases what etcd holds
   */
  FleetWorld(String net, int nodes, double speed, EtcdDatabases databases) {
    LenientCertificateFactory.install();
    addresses = new ArrayList<>();
    for (int i = 1; i <= nodes; i++) {
      addresses.add("10." + net + "." + (10 + i));
    }
    clock.speed(speed);
    loopback = Loopback.choose(addresses);
    fleet = new NodeFleet(clock, loopback, yaml -> ConfigRules.Verdict.fine(), databases, 42);
    addresses.forEach(address -> fleet.add(address, Hardware.of(address), NodeFleet.TALOS));
    fleet.observe(
        node -> {
          synchronized (change) {
            change.notifyAll();
          }
        });
    fleet.start();
    try {
      fleet.awaitListening();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  SimulatedNode node(int index) {
    return fleet.nodes().get(index);
  }

  TalosClient maintenance(int index) {
    return keep(TalosClient.inMaintenance(node(index)));
  }

  TalosClient admin(int index) {
    return as(index, "os:admin");
  }

  TalosClient as(int index, String role) {
    return keep(TalosClient.of(node(index), os, role, clock.wall()));
  }

  /** A config as small as one may be. */
  String config(String type, String hostname) {
    boolean controlPlane = type.equals("controlplane");
    String yaml =
        """
        version: v1alpha1
        machine:
          type: %s
          token: abcdef.0123456789abcdef
          ca:
            crt: %s
            key: "%s"
          kubelet:
            image: ghcr.io/siderolabs/kubelet:v1.35.0
          install:
            diskSelector:
              model: Samsung SSD 860*
            image: ghcr.io/siderolabs/installer:v1.12.9
          network:
            hostname: %s
        cluster:
          id: Y2x1c3Rlcg==
          clusterName: infra
          controlPlane:
            endpoint: https://10.25.11.10:6443
          ca:
            crt: %s
            key: "%s"
        """;
    return String.format(
        yaml,
        type,
        Pem.inBase64(os.certificatePem()),
        controlPlane ? Pem.inBase64(os.keyPem()) : "",
        hostname,
        Pem.inBase64(kubernetes.certificatePem()),
        controlPlane ? Pem.inBase64(kubernetes.keyPem()) : "");
  }

  /** Applies a config to each node: the first ones are control planes. */
  void configureAll(int controlPlanes) {
    for (int i = 0; i < addresses.size(); i++) {
      String type = i < controlPlanes ? "controlplane" : "worker";
      maintenance(i).apply(config(type, "node-" + i));
    }
  }

  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within 90 s: "
                + what
                + " "
                + fleet.nodes().stream()
                    .map(node -> node + " " + node.stage() + " ready " + node.ready())
                    .toList());
      }
      synchronized (change) {
        try {
          change.wait(50);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private TalosClient keep(TalosClient client) {
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(TalosClient::close);
    fleet.close();
    clock.close();
  }
}
