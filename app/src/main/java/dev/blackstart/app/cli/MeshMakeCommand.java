package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.fresh.MeshFounding;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.mesh.MeshAuthority;
import dev.blackstart.machineconfig.mesh.MeshSecrets;
import dev.blackstart.world.KubeObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "make",
    mixinStandardHelpOptions = true,
    description = {
      "Makes what the clusters of a mesh know one another by: one authority for all, and what each",
      "chart does not make itself. Sealed by sops for age, a file a Secret, as seeds of each",
      "cluster. What is there already stays as it is."
    })
final class MeshMakeCommand implements Callable<Integer> {
  private static final int PORT = 2379;

  @Mixin private SharedOptions shared;

  @Option(
      names = "--address",
      paramLabel = "CLUSTER=HOST[:PORT]",
      description =
          "where the others reach a cluster's clustermesh-apiserver, when the chart is not told by"
              + " clustermesh.config; port 2379 unless it is said (repeatable)")
  private Map<String, String> addresses = new LinkedHashMap<>();

  @Option(
      names = "--ca-from",
      paramLabel = "CLUSTER",
      description = "take over the cilium-ca that this cluster has already")
  private String from;

  @Option(
      names = "--age",
      paramLabel = "KEY",
      description = "for whom to encrypt (default: as .sops.yaml says, else your own key)")
  private List<String> recipients = List.of();

  @Override
  public Integer call() {
    OperatorFiles files = shared.files();
    Path root = files.root();
    if (root.equals(OperatorFiles.example())) {
      throw new Refusal(
          2, "the bundled example is not written to", "name a folder of your own: --repo DIR");
    }
    List<ClusterSpec> clusters =
        MeshStatusCommand.clusters(shared).stream()
            .map(name -> shared.files(name).withGeneratedSecrets().orExample().spec())
            .toList();
    requireKnown(clusters);
    Instant now = new SystemTimeSource().wall();
    MeshFounding.Made made =
        new MeshFounding(root, System.getenv(), now)
            .make(clusters, new MeshFounding.Order(recipients, places(), standing(now)));
    if (shared.json()) {
      System.out.println(Json.line(document(made)));
    } else {
      tell(made);
    }
    return ExitCodes.DONE;
  }

  private void requireKnown(List<ClusterSpec> clusters) {
    List<String> names = clusters.stream().map(ClusterSpec::name).toList();
    addresses.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new Refusal(
                  2,
                  "--address names no cluster of the mesh: " + name,
                  "one of: " + String.join(", ", names));
            });
  }

  private Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    addresses.forEach(
        (cluster, place) -> {
          String whole = place.matches(".*:\\d+") ? place : place + ":" + PORT;
          if (!whole.matches("[A-Za-z0-9.-]+:\\d{1,5}")) {
            throw new Refusal(
                2, "--address " + cluster + "=" + place + " is no host", "write it as HOST:PORT");
          }
          places.put(cluster, whole);
        });
    return places;
  }

  private Optional<MeshAuthority> standing(Instant now) {
    if (from == null) {
      return Optional.empty();
    }
    try (Inspection inspection = Inspection.last(shared.state(), shared.files(from))) {
      KubeObject secret =
          inspection
              .world()
              .kube()
              .get(new KubeObject.Ref("v1", "Secret", "kube-system", MeshSecrets.AUTHORITY))
              .orElseThrow(
                  () ->
                      new Refusal(
                          3,
                          "cluster " + from + " has no Secret kube-system/cilium-ca, or is silent",
                          "see: kubectl -n kube-system get secret cilium-ca"));
      return Optional.of(
          MeshAuthority.of(decoded(secret, "ca.crt"), decoded(secret, "ca.key"), now));
    } catch (IllegalArgumentException broken) {
      throw new Refusal(
          3,
          "cilium-ca of cluster " + from + " is no authority with its key",
          "leave --ca-from away to have a new one");
    }
  }

  private static String decoded(KubeObject secret, String key) {
    byte[] bytes = Base64.getMimeDecoder().decode(secret.text("data", key));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void tell(MeshFounding.Made made) {
    System.out.println(
        (made.fresh() ? "made the authority " : "the authority is ")
            + made.fingerprint().substring(0, 12));
    made.written().forEach(path -> System.out.println("  wrote " + path));
    made.kept().forEach(secret -> System.out.println("  kept  " + secret));
    if (made.newKey()) {
      System.out.println("keep age.key safe and out of Git: without it nobody opens these files");
    }
    made.unseeded()
        .forEach(
            (cluster, paths) -> {
              System.out.println(
                  "add to blackstart.yaml, clusters." + cluster + ".bootstrap.seeds:");
              paths.forEach(path -> System.out.println("  - " + path));
            });
    made.notes().forEach(System.out::println);
  }

  private static Map<String, Object> document(MeshFounding.Made made) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("authority", made.fingerprint());
    document.put("made", made.fresh());
    document.put("written", made.written());
    document.put("kept", made.kept());
    document.put("unseeded", made.unseeded());
    document.put("notes", made.notes());
    return document;
  }
}
