package dev.blackstart.repository.fresh;

import dev.blackstart.cluster.Role;
import java.util.List;
import java.util.Optional;

/** New clusters of three control planes and a worker, as the golden configs have their values. */
final class NewClusters {
  static final String FINGERPRINT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private NewClusters() {}

  static NewCluster of(String name, Optional<String> vip, Optional<String> gateway) {
    return new NewCluster(
        name,
        1,
        "https://10.5.0.10:6443",
        vip,
        List.of(
            machine("10.5.0.11", Role.CONTROL_PLANE, "lab-01", "serial=S3Z9 NB0K"),
            machine("10.5.0.12", Role.CONTROL_PLANE, "lab-02", "/dev/nvme0n1"),
            machine("10.5.0.13", Role.CONTROL_PLANE, "lab-03", "wwid=naa.5000c500a1b2c3d4"),
            new NewMachine(
                "10.5.0.14",
                Role.WORKER,
                "lab-04",
                InstallDisk.DEFAULT,
                Optional.empty(),
                Optional.empty())),
        "1.12.11",
        "1.35.4",
        "ghcr.io/siderolabs/installer:v1.12.11",
        new NewCluster.Network(
            gateway.flatMap(address -> Cidr.of("10.5.0.0/24")),
            gateway,
            gateway.stream().toList(),
            List.of(),
            Cidr.of("10.244.0.0/16").orElseThrow(),
            Cidr.of("10.96.0.0/12").orElseThrow(),
            "cluster.local"),
        new NewCluster.Git("https://git.example.org/clusters.git", "main", false),
        new NewCluster.Sealing(List.of("age1x"), false));
  }

  private static NewMachine machine(String address, Role role, String name, String disk) {
    return new NewMachine(
        address,
        role,
        name,
        InstallDisk.of(disk).orElseThrow(),
        Optional.of("00:11:22:33:44:" + address.substring(address.length() - 2)),
        Optional.of(FINGERPRINT));
  }
}
