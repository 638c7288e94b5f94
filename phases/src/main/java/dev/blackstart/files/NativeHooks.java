package dev.blackstart.files;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.hook.HookAct;
import dev.blackstart.cluster.hook.HookMeaning;
import dev.blackstart.machineconfig.secrets.SecretPlace;
import dev.blackstart.machineconfig.secrets.SecretPlaces;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.template.kustomize.ClusterScope;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.HookStep;
import dev.blackstart.world.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What hooks apply and wait for, without the programs they name. */
final class NativeHooks {
  private static final String IN_BRACES = "\\{\\{\\s*(op://[^}]+?)\\s*}}";

  private final Path repository;
  private final CrdFiles published;
  private final SecretStore secrets;
  private final SealedTexts sealed;

  /**
   * @param published where manifests at URLs are had from
   * @param secrets resolves references in files that are piped through {@code op inject}
   * @param sealed opens files that are piped through {@code sops}
   */
  NativeHooks(Path repository, CrdFiles published, SecretStore secrets, SealedTexts sealed) {
    this.repository = repository.normalize();
    this.published = published;
    this.secrets = secrets;
    this.sealed = sealed;
  }

  /**
   * The steps of a hook.
   *
   * @param allowed whether its program may run when it is of another form
   * @throws Failure INPUT when it is and may not, or what it applies is not there
   */
  List<HookStep> steps(Hook hook, boolean allowed) {
    HookMeaning meaning = hook.meaning();
    if (!meaning.isUnderstood()) {
      if (allowed) {
        return List.of(new HookStep.Program());
      }
      throw unsupported(hook, meaning.unknown());
    }
    return meaning.acts().stream().map(act -> step(hook, act)).toList();
  }

  private HookStep step(Hook hook, HookAct act) {
    return switch (act) {
      case HookAct.Apply apply -> new HookStep.Objects(objects(hook, apply), apply.fieldManager());
      case HookAct.CreateNamespace namespace ->
          new HookStep.Objects(List.of(namespace(namespace.name())), "kubectl");
      case HookAct.Await await -> new HookStep.Wait(await);
    };
  }

  private static KubeObject namespace(String name) {
    return new KubeObject(
        Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
  }

  private List<KubeObject> objects(Hook hook, HookAct.Apply apply) {
    List<KubeObject> objects = new ArrayList<>();
    for (String folder : apply.kustomizations()) {
      objects.addAll(built(hook, folder));
    }
    for (String name : apply.files()) {
      if (name.startsWith("https://") || name.startsWith("http://")) {
        objects.addAll(published.objects(new CrdSource.FromUrl(name, hook.at())));
      } else {
        files(hook, name).forEach(file -> objects.addAll(parsed(hook, file, apply.secrets())));
      }
    }
    return objects.stream().map(object -> placed(object, apply.namespace())).toList();
  }

  private List<KubeObject> built(Hook hook, String folder) {
    try {
      return Kustomize.build(new FolderTree(repository), relative(hook, folder)).stream()
          .map(built -> new KubeObject(built.object()))
          .toList();
    } catch (KustomizeProblem problem) {
      throw new Failure(
          Failure.Kind.INPUT,
          hook.at() + ": its kustomization does not build: " + problem.getMessage(),
          "see the same by: kubectl kustomize " + relative(hook, folder),
          problem);
    }
  }

  /** The file itself, or the manifests that lie in a folder. */
  private List<String> files(Hook hook, String name) {
    String path = relative(hook, name);
    Path folder = repository.resolve(path);
    if (!Files.isDirectory(folder)) {
      return List.of(path);
    }
    try (Stream<Path> members = Files.list(folder)) {
      return members
          .map(member -> path + "/" + member.getFileName())
          .filter(member -> member.matches(".*\\.(ya?ml|json)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(hook, path, e);
    }
  }

  private List<KubeObject> parsed(Hook hook, String file, HookAct.Secrets kept) {
    try {
      String text = Files.readString(repository.resolve(file));
      List<YamlNode> nodes =
          Yaml.parse(
              switch (kept) {
                case NONE -> text;
                case REFERENCES -> text.replaceAll(IN_BRACES, "$1");
                case SOPS -> sealed.open(text, file);
              },
              file);
      List<KubeObject> objects = new ArrayList<>();
      resolved(nodes, kept).forEach(node -> objects.add(RepositoryManifests.object(node)));
      return objects;
    } catch (IOException | YamlProblem e) {
      throw unreadable(hook, file, e);
    }
  }

  /** What a rehearsal makes up for what it cannot open is a reference too. */
  private List<YamlNode> resolved(List<YamlNode> nodes, HookAct.Secrets kept) {
    List<SecretPlace> places = new ArrayList<>();
    if (kept != HookAct.Secrets.NONE) {
      nodes.forEach(node -> places.addAll(SecretPlaces.in(node)));
    }
    if (places.isEmpty()) {
      return nodes;
    }
    SecretValues values = new SecretValues(secrets.resolve(SecretPlace.kinds(places)));
    return nodes.stream().map(values::in).toList();
  }

  private static Failure unreadable(Hook hook, String file, Exception cause) {
    return new Failure(
        Failure.Kind.INPUT,
        hook.at() + ": cannot read " + file + ": " + cause.getMessage(),
        "check the hook's path",
        cause);
  }

  /** A hook's paths are relative to its helmfile's folder. */
  private String relative(Hook hook, String path) {
    Path full = repository.resolve(hook.folder()).resolve(path).normalize();
    if (!full.startsWith(repository)) {
      throw unsupported(hook, "its path " + path + " leads out of the repository");
    }
    return repository.relativize(full).toString();
  }

  private static KubeObject placed(KubeObject object, String namespace) {
    if (namespace.isEmpty()
        || !object.namespace().isEmpty()
        || ClusterScope.holds(object.text("apiVersion"), object.kind())) {
      return object;
    }
    Map<String, Object> fields = new LinkedHashMap<>(object.fields());
    Map<String, Object> metadata = new LinkedHashMap<>();
    object
        .at("metadata")
        .ifPresent(given -> ((Map<?, ?>) given).forEach((k, v) -> metadata.put((String) k, v)));
    metadata.put("namespace", namespace);
    fields.put("metadata", metadata);
    return new KubeObject(fields);
  }

  private static Failure unsupported(Hook hook, String why) {
    return new Failure(
        Failure.Kind.INPUT,
        hook.at() + ": the hook `" + hook.line() + "` cannot be run: " + why,
        "allow its program with --allow-exec, or write it as kubectl apply or wait");
  }
}
