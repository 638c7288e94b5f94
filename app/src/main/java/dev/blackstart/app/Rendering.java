package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.files.CrdFiles;
import dev.blackstart.files.OpSecretStore;
import dev.blackstart.files.PrivateFile;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.RepositoryManifests;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.run.Fanout;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests;
import dev.blackstart.world.SecretStore;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a run would use: machine configs, seeds, values. */
public final class Rendering {
  /** Where secrets come from. */
  public enum Secrets {
    VAULT,
    GENERATED
  }

  private final ClusterSpec spec;
  private final List<Path> charts;
  private final Secrets secrets;

  public Rendering(ClusterSpec spec, List<Path> charts, Secrets secrets) {
    this.spec = spec;
    this.charts = charts;
    this.secrets = secrets;
  }

  /** Writes into a folder, files 0600; returns how many. */
  public int into(Path folder) {
    TimeSource time = new SystemTimeSource();
    try (Fanout fanout = new Fanout()) {
      SecretStore store =
          switch (secrets) {
            case VAULT -> new OpSecretStore("op", task -> fanout.background(task), time);
            case GENERATED ->
                new GeneratedSecrets(SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256));
          };
      World.Kind kind =
          switch (secrets) {
            case VAULT -> World.Kind.LIVE;
            case GENERATED -> World.Kind.REHEARSAL;
          };
      Manifests manifests =
          new RepositoryManifests(
              spec,
              store,
              Worlds.sealed(spec, kind, new Redaction(), fanout),
              new CrdFiles(spec.repository(), charts, Optional.empty()),
              time);
      return write(manifests, folder);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot write to " + folder + ": " + e.getMessage(),
          "choose another folder for --render",
          e);
    }
  }

  /** Everything is rendered before the first file is written: what fails leaves nothing behind. */
  private int write(Manifests manifests, Path folder) throws IOException {
    Map<Path, String> texts = texts(manifests);
    for (Map.Entry<Path, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      StateFolder.create(file.getParent());
      PrivateFile.write(file, text.getValue());
    }
    return texts.size();
  }

  /** What the files hold, by their paths in the folder. */
  private Map<Path, String> texts(Manifests manifests) {
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Node node : spec.nodes()) {
      texts.put(
          Path.of("machineconfig", node.name() + ".yaml"), manifests.machineConfig(node).yaml());
    }
    List<KubeObject> seeds = manifests.seeds();
    if (!seeds.isEmpty()) {
      texts.put(
          Path.of("seeds.yaml"), Yaml.writeAll(seeds.stream().map(KubeObject::fields).toList()));
    }
    for (Release release : spec.releases()) {
      int layer = 0;
      for (ValuesDocument document : release.values()) {
        String name = release.name() + (layer == 0 ? "" : "-" + layer) + ".yaml";
        texts.put(Path.of("values", release.namespace(), name), document.yaml());
        layer++;
      }
    }
    return texts;
  }
}
