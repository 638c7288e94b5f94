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
import dev.blackstart.machineconfig.origin.ConfigOrigins;
import dev.blackstart.machineconfig.origin.ValueOrigin;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.run.Fanout;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.SecretStore;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what a run would use: machine configs, seeds, values. */
public final class Rendering {
  /** Where secrets come from. */
  public enum Secrets {
    VAULT,
    GENERATED
  }

  /** How the origin of each value of a machine config is told. */
  public enum Origins {
    NONE,
    /** Behind the value. */
    COMMENTS,
    /** In a file beside the config. */
    JSON
  }

  private final ClusterSpec spec;
  private final List<Path> charts;
  private final Secrets secrets;
  private final Origins origins;

  public Rendering(ClusterSpec spec, List<Path> charts, Secrets secrets, Origins origins) {
    this.spec = spec;
    this.charts = charts;
    this.secrets = secrets;
    this.origins = origins;
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
      RepositoryManifests manifests =
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
  private int write(RepositoryManifests manifests, Path folder) throws IOException {
    Map<Path, String> texts = texts(manifests);
    for (Map.Entry<Path, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      StateFolder.create(file.getParent());
      PrivateFile.write(file, text.getValue());
    }
    return texts.size();
  }

  private void config(Node node, RepositoryManifests manifests, Map<Path, String> texts) {
    String yaml = manifests.machineConfig(node).yaml();
    Path folder = Path.of("machineconfig");
    switch (origins) {
      case NONE -> texts.put(folder.resolve(node.name() + ".yaml"), yaml);
      case COMMENTS ->
          texts.put(
              folder.resolve(node.name() + ".yaml"),
              ConfigOrigins.commented(yaml, manifests.origins(node)));
      case JSON -> {
        texts.put(folder.resolve(node.name() + ".yaml"), yaml);
        texts.put(folder.resolve(node.name() + ".origins.json"), json(node, manifests));
      }
    }
  }

  private static String json(Node node, RepositoryManifests manifests) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (ValueOrigin origin : manifests.origins(node)) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("document", origin.document());
      value.put("path", origin.path());
      value.put("layer", origin.layer().name().toLowerCase(Locale.ROOT));
      value.put("file", origin.at().file());
      value.put("line", origin.at().line());
      values.add(value);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("node", node.name());
    document.put("values", values);
    return Json.line(document) + "\n";
  }

  /** What the files hold, by their paths in the folder. */
  private Map<Path, String> texts(RepositoryManifests manifests) {
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Node node : spec.nodes()) {
      config(node, manifests, texts);
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
