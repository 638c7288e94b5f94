package dev.blackstart.rehearsal.actor;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real API server with six nodes and all actors, whose pods are ready as soon as they are made:
 * what {@code app/src/bench/peers.py} measures programs on. It stands until its input ends.
 */
final class InstantCluster {
  private static final double AT_ONCE = 2000;

  private InstantCluster() {}

  /**
   * Prints where the kubeconfig lies once the cluster answers.
   *
   * @param arguments the folder of etcd and kube-apiserver
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("instant");
    try (Playground cluster = new Playground(Path.of(arguments[0]), folder, true, AT_ONCE)) {
      cluster.kubectl("wait", "node", "--all", "--for=create", "--timeout=60s");
      System.out.println(folder.resolve("kubeconfig"));
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
