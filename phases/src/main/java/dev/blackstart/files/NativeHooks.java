package dev.blackstart.files;

import dev.blackstart.cluster.Hook;
import dev.blackstart.template.kustomize.ClusterScope;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.HookAct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hooks of the one form the field uses, {@code kubectl apply}, without kubectl. */
final class NativeHooks {
  private final Path repository;

  NativeHooks(Path repository) {
    this.repository = repository;
  }

  /**
   * What the hook applies.
   *
   * @throws Failure INPUT when it is of another form
   */
  HookAct act(Hook hook) {
    if (!hook.command().equals("kubectl")
        || hook.args().isEmpty()
        || !hook.args().getFirst().equals("apply")) {
      throw unsupported(hook, "only `kubectl apply` is run natively");
    }
    String manager = "kubectl";
    String namespace = "";
    List<KubeObject> objects = new ArrayList<>();
    List<String> rest = hook.args().subList(1, hook.args().size());
    for (int i = 0; i < rest.size(); i++) {
      String option = rest.get(i);
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      switch (name) {
        case "--server-side", "--force-conflicts", "--wait", "--overwrite", "--validate" -> {}
        case "--field-manager", "--namespace", "-n", "--filename", "-f", "--kustomize", "-k" -> {
          String value = equals >= 0 ? option.substring(equals + 1) : next(rest, i++, hook);
          switch (name) {
            case "--field-manager" -> manager = value;
            case "--namespace", "-n" -> namespace = value;
            case "--kustomize", "-k" -> objects.addAll(built(hook, value));
            default -> objects.addAll(files(hook, value));
          }
        }
        default -> throw unsupported(hook, "its option " + name + " is not known");
      }
    }
    String into = namespace;
    return new HookAct(objects.stream().map(object -> placed(object, into)).toList(), manager);
  }

  private static String next(List<String> args, int at, Hook hook) {
    if (at + 1 >= args.size()) {
      throw unsupported(hook, "its option " + args.get(at) + " has no value");
    }
    return args.get(at + 1);
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

  private List<KubeObject> files(Hook hook, String name) {
    Path file = repository.resolve(relative(hook, name));
    try {
      List<KubeObject> objects = new ArrayList<>();
      for (var node :
          Yaml.parse(InputFile.text(file, relative(hook, name)), relative(hook, name))) {
        objects.add(RepositoryManifests.object(node));
      }
      return objects;
    } catch (IOException | YamlProblem e) {
      throw new Failure(
          Failure.Kind.INPUT,
          hook.at() + ": cannot read " + relative(hook, name) + ": " + e.getMessage(),
          "check the hook's path",
          e);
    }
  }

  /** A hook's paths are relative to its helmfile's folder. */
  private String relative(Hook hook, String path) {
    Path full = repository.resolve(hook.folder()).resolve(path).normalize();
    if (!full.startsWith(repository.normalize())) {
      throw unsupported(hook, "its path " + path + " leads out of the repository");
    }
    return repository.normalize().relativize(full).toString();
  }

  private static KubeObject placed(KubeObject object, String namespace) {
    if (namespace.isEmpty() || !object.namespace().isEmpty() || clusterScoped(object)) {
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

  private static boolean clusterScoped(KubeObject object) {
    return ClusterScope.holds(object.text("apiVersion"), object.kind());
  }

  private static Failure unsupported(Hook hook, String why) {
    return new Failure(
        Failure.Kind.INPUT,
        hook.at()
            + ": the hook `"
            + hook.command()
            + " "
            + String.join(" ", hook.args())
            + "` cannot be run: "
            + why,
        "write it as kubectl apply -f or -k, or take it out");
  }
}
