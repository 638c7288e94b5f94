package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Flux builds for a Kustomization: the folder's own build with the spec's changes on top. */
public final class FluxBuild {
  private final SourceTree tree;
  private final String folder;
  private final Map<String, Object> spec;

  private FluxBuild(SourceTree tree, String folder, Map<String, Object> spec) {
    this.tree = tree;
    this.folder = folder;
    this.spec = spec;
  }

  /**
   * Builds a folder; one without a kustomization file gets one that lists its manifests and the
   * kustomizations below.
   *
   * @param folder path in the tree
   * @param spec the {@code spec} of a Kustomization of kustomize.toolkit.fluxcd.io
   * @throws KustomizeProblem when Flux would not build it
   */
  public static List<BuiltObject> build(SourceTree tree, String folder, Map<String, Object> spec) {
    return new FluxBuild(tree, folder, spec).build();
  }

  /** The folder that a spec's path means; empty when it leads out of the tree. */
  public static Optional<String> folder(String path) {
    return TreePath.resolve("", path.startsWith("/") ? path.substring(1) : path);
  }

  private List<BuiltObject> build() {
    KustomizationFile own = KustomizationFile.find(tree, folder).orElseGet(this::generated);
    Map<String, Object> changed = new LinkedHashMap<>();
    putText(changed, "targetNamespace", "namespace");
    putText(changed, "namePrefix", "namePrefix");
    putText(changed, "nameSuffix", "nameSuffix");
    append(changed, own, "patches", patches());
    append(changed, own, "components", components());
    mergeImages(changed, own);
    if (own.isEmpty()) {
      // Flux marks it so that kustomize does not call it empty
      changed.putIfAbsent("resources", List.of());
    }
    return Kustomize.build(tree, folder, own.with(changed));
  }

  private void putText(Map<String, Object> changed, String from, String to) {
    if (spec.get(from) instanceof String text && !text.isEmpty()) {
      changed.put(to, text);
    }
  }

  private static void append(
      Map<String, Object> changed, KustomizationFile own, String field, List<Object> more) {
    if (!more.isEmpty()) {
      List<Object> all = new ArrayList<>(Values.asList(own.get(field)));
      all.addAll(more);
      changed.put(field, all);
    }
  }

  private List<Object> patches() {
    List<Object> patches = new ArrayList<>();
    for (Object item : Values.asList(spec.get("patches"))) {
      Map<String, Object> patch = new LinkedHashMap<>();
      patch.put("patch", Values.text(Values.asMap(item), "patch"));
      if (Values.asMap(item).get("target") != null) {
        patch.put("target", Values.asMap(item).get("target"));
      }
      patches.add(patch);
    }
    return patches;
  }

  private List<Object> components() {
    boolean ignoreMissing = Boolean.TRUE.equals(spec.get("ignoreMissingComponents"));
    List<Object> components = new ArrayList<>();
    for (Object item : Values.asList(spec.get("components"))) {
      String component = Values.scalar(item);
      if (component.startsWith("/") || TreePath.isRemote(component)) {
        throw new KustomizeProblem(
            folder, "component path '" + component + "' must be local and relative");
      }
      boolean missing =
          TreePath.resolve(folder, component)
              .filter(path -> tree.isFolder(path) || tree.isFile(path))
              .isEmpty();
      if (!missing || !ignoreMissing) {
        components.add(component);
      }
    }
    return components;
  }

  /** An image the file names already is changed; tag and digest as one. */
  private void mergeImages(Map<String, Object> changed, KustomizationFile own) {
    List<Object> images = new ArrayList<>(Values.asList(own.get("images")));
    for (Object item : Values.asList(spec.get("images"))) {
      Map<String, Object> image = Values.asMap(item);
      int at = -1;
      for (int i = 0; i < images.size() && at < 0; i++) {
        boolean same =
            Values.text(Values.asMap(images.get(i)), "name").equals(Values.text(image, "name"));
        at = same ? i : -1;
      }
      if (at < 0) {
        images.add(image);
        continue;
      }
      Map<String, Object> merged = new LinkedHashMap<>(Values.asMap(images.get(at)));
      if (image.containsKey("newTag") || image.containsKey("digest")) {
        merged.remove("newTag");
        merged.remove("digest");
      }
      merged.putAll(image);
      images.set(at, merged);
    }
    if (!images.isEmpty()) {
      changed.put("images", images);
    }
  }

  private KustomizationFile generated() {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<Object> found = new ArrayList<>();
    scan(folder, found);
    if (found.isEmpty()) {
      fields.put("namespace", "_placeholder");
    } else {
      fields.put("resources", found);
    }
    return KustomizationFile.of(TreePath.join(folder, "kustomization.yaml"), fields);
  }

  private void scan(String path, List<Object> found) {
    for (String name : tree.names(path)) {
      String entry = TreePath.join(path, name);
      String relative = folder.isEmpty() ? entry : entry.substring(folder.length() + 1);
      if (tree.isFolder(entry)) {
        if (KustomizationFile.NAMES.stream().anyMatch(n -> tree.isFile(TreePath.join(entry, n)))) {
          found.add(relative);
        } else {
          scan(entry, found);
        }
      } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        demandManifests(entry);
        found.add(relative);
      }
    }
  }

  private void demandManifests(String file) {
    try {
      ManifestReader.read(tree, file);
    } catch (KustomizeProblem problem) {
      throw new KustomizeProblem(
          problem.place(), "failed to decode Kubernetes YAML from " + file + ": " + problem.what());
    }
  }
}
