package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.StateFolder;
import dev.blackstart.kube.VaultServer;
import dev.blackstart.kube.VaultServer.Keys;
import dev.blackstart.kube.VaultServer.Seal;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.World;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The servers of a cluster's Vault, for people who hold its keys. A key is asked for when it is
 * needed, handed on, and forgotten: it is in no journal, log or file.
 */
public final class Vault implements AutoCloseable {
  private static final Map<String, String> SERVERS =
      Map.of("app.kubernetes.io/name", "vault", "component", "server");

  private final Inspection inspection;
  private final List<VaultServer> servers;

  private Vault(Inspection inspection, List<VaultServer> servers) {
    this.inspection = inspection;
    this.servers = servers;
  }

  /**
   * The Vault of a cluster's last run.
   *
   * @param namespace where it is; empty for the one the repository names, or any
   * @throws Refusal 3 when there is no Vault
   */
  public static Vault of(StateFolder state, OperatorFiles files, Optional<String> namespace) {
    return of(Inspection.last(state, files), namespace);
  }

  /**
   * The Vault of a cluster that is looked at; closing it closes the look.
   *
   * @throws Refusal 3 when there is none
   */
  public static Vault of(Inspection inspection, Optional<String> namespace) {
    try {
      return new Vault(inspection, servers(inspection, namespace));
    } catch (RuntimeException refused) {
      inspection.close();
      throw refused;
    }
  }

  private static List<VaultServer> servers(Inspection inspection, Optional<String> namespace) {
    World world = inspection.world();
    Kubeconfig kubeconfig =
        world
            .kube()
            .adopted()
            .orElseThrow(
                () ->
                    new Refusal(
                        3,
                        "there is no kubeconfig of cluster " + inspection.spec().name() + " yet",
                        "run bootstrap first, or name one: --adopt KUBECONFIG"));
    String where = namespace.or(() -> named(inspection.spec())).orElse("");
    List<KubeObject> pods =
        world.kube().listOnce("v1", "Pod", where, SERVERS).stream()
            .sorted(Comparator.comparing(KubeObject::name))
            .toList();
    if (pods.isEmpty()) {
      throw new Refusal(
          3,
          "no server of Vault runs in " + (where.isEmpty() ? "the cluster" : where),
          "see: blackstart status, or name its namespace: --namespace NAME");
    }
    return pods.stream().map(pod -> new VaultServer(kubeconfig, pod, world.time())).toList();
  }

  private static Optional<String> named(ClusterSpec spec) {
    return spec.argo()
        .flatMap(argo -> argo.vault())
        .map(release -> release.substring(0, release.indexOf('/')));
  }

  /** How sealed each server is, by the name of its pod; one that does not answer has no seal. */
  public Map<String, Optional<Seal>> seals() {
    Map<String, Optional<Seal>> seals = new LinkedHashMap<>();
    for (VaultServer server : servers) {
      seals.put(server.name(), seal(server));
    }
    return seals;
  }

  /** How sealed a server is, as an operator reads it. */
  public static String told(Optional<Seal> seal) {
    if (seal.isEmpty()) {
      return "does not answer";
    }
    Seal known = seal.get();
    if (!known.initialized()) {
      return "not initialized, so nobody has keys yet";
    }
    return known.sealed()
        ? "sealed, "
            + known.progress()
            + " of "
            + known.threshold()
            + " keys given ("
            + known.shares()
            + " exist)"
        : "unsealed";
  }

  private static Optional<Seal> seal(VaultServer server) {
    try {
      return Optional.of(server.seal());
    } catch (Failure silent) {
      if (silent.kind() == Failure.Kind.REFUSED) {
        throw silent;
      }
      return Optional.empty();
    }
  }

  /**
   * Gives keys to every server that is sealed, each key to all of them, until none is or no more
   * keys come. One whose cluster has just been made may join only while the others are unsealed.
   *
   * @param keys the next key; absent when there are no more
   * @throws Failure REFUSED when a key is not taken
   */
  public void unseal(Supplier<Optional<String>> keys) {
    while (servers.stream().anyMatch(Vault::wantsKeys)) {
      Optional<String> key = keys.get();
      if (key.isEmpty()) {
        return;
      }
      for (VaultServer server : servers) {
        if (wantsKeys(server)) {
          server.unseal(key.get());
        }
      }
    }
  }

  private static boolean wantsKeys(VaultServer server) {
    return seal(server).filter(Seal::initialized).filter(Seal::sealed).isPresent();
  }

  /**
   * Makes the keys of a Vault that is new.
   *
   * @throws Refusal 3 when it has keys already
   * @throws Failure REFUSED with Vault's words
   */
  public Keys init(int shares, int threshold) {
    if (seals().values().stream().flatMap(Optional::stream).anyMatch(Seal::initialized)) {
      throw new Refusal(
          3, "this Vault is initialized, so it has keys", "unseal it: blackstart vault unseal");
    }
    return servers.getFirst().init(shares, threshold);
  }

  @Override
  public void close() {
    servers.forEach(VaultServer::close);
    inspection.close();
  }
}
