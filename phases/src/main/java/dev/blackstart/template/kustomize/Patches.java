package dev.blackstart.template.kustomize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three fields of a kustomization file that patch objects. */
final class Patches {
  private static final Set<String> FIELDS = Set.of("path", "patch", "target", "options");

  private final SourceTree tree;
  private final String folder;
  private final KustomizationFile file;
  private final ResourceList resources;

  Patches(SourceTree tree, String folder, KustomizationFile file, ResourceList resources) {
    this.tree = tree;
    this.folder = folder;
    this.file = file;
    this.resources = resources;
  }

  void strategicMerges() {
    List<String> entries = file.texts("patchesStrategicMerge");
    for (int i = 0; i < entries.size(); i++) {
      String place = file.place("patchesStrategicMerge", i);
      try {
        String entry = entries.get(i);
        boolean inline = entry.contains("\n");
        String text = inline ? entry : load(entry);
        for (Resource patch : ManifestReader.read(text, inline ? place : entry)) {
          merge(resources.only(patch.id()), patch, false, false);
        }
      } catch (KustomizeProblem problem) {
        throw problem.at(place);
      }
    }
  }

  void patches() {
    each("patches", true);
  }

  void json6902() {
    each("patchesJson6902", false);
  }

  private void each(String field, boolean strategic) {
    List<Map<String, Object>> entries = file.maps(field);
    for (int i = 0; i < entries.size(); i++) {
      String place = file.place(field, i);
      try {
        apply(entries.get(i), place, strategic);
      } catch (KustomizeProblem problem) {
        throw problem.at(place);
      }
    }
  }

  private void apply(Map<String, Object> entry, String place, boolean strategic) {
    for (String key : entry.keySet()) {
      if (!FIELDS.contains(key)) {
        throw new KustomizeProblem("", "invalid Kustomization: unknown field \"" + key + "\"");
      }
    }
    String path = Values.text(entry, "path");
    String inline = Values.text(entry, "patch").strip();
    if (path.isEmpty() == inline.isEmpty()) {
      throw new KustomizeProblem(
          "",
          path.isEmpty()
              ? "must specify one of patch and path"
              : "patch and path can't be set at the same time");
    }
    if (TreePath.isUrl(path)) {
      tree.elsewhere(path, place);
      return;
    }
    String source = path.isEmpty() ? place : TreePath.join(folder, path);
    String text = path.isEmpty() ? inline : load(path);
    List<Object> documents = documents(text, source, place);
    boolean json = documents.size() == 1 && documents.getFirst() instanceof List<?>;
    Selector target =
        entry.get("target") == null ? null : new Selector(Values.asMap(entry.get("target")));
    if (json) {
      if (target == null) {
        throw new KustomizeProblem("", "must specify a target for JSON patch");
      }
      JsonPatch patch = new JsonPatch(Values.asList(documents.getFirst()));
      for (Resource resource : target.select(resources)) {
        resource.remember();
        patch.applyTo(resource.object());
      }
    } else if (strategic) {
      strategic(ManifestReader.read(text, source), target, Values.asMap(entry.get("options")));
    } else {
      throw new KustomizeProblem("", "a list of JSON patch operations expected");
    }
  }

  /** The documents of a patch; one written in the file itself has no lines of its own. */
  private static List<Object> documents(String text, String source, String place) {
    try {
      return PlainYaml.patch(text, source);
    } catch (KustomizeProblem problem) {
      throw source.equals(place) ? new KustomizeProblem(place, problem.what()) : problem;
    }
  }

  private void strategic(List<Resource> patches, Selector target, Map<String, Object> options) {
    boolean rename = Boolean.TRUE.equals(options.get("allowNameChange"));
    boolean retype = Boolean.TRUE.equals(options.get("allowKindChange"));
    if (target == null) {
      for (Resource patch : patches) {
        Resource found;
        try {
          found = resources.only(patch.id());
        } catch (KustomizeProblem problem) {
          throw new KustomizeProblem(
              problem.place(),
              "no resource matches strategic merge patch \""
                  + patch.id()
                  + "\": "
                  + problem.what());
        }
        merge(found, patch, rename, retype);
      }
      return;
    }
    if (patches.size() != 1) {
      throw new KustomizeProblem(
          "",
          "Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set"
              + " `patches.target` field");
    }
    for (Resource resource : new ArrayList<>(target.select(resources))) {
      merge(resource, patches.getFirst(), rename, retype);
    }
  }

  private void merge(Resource resource, Resource patch, boolean rename, boolean retype) {
    ResourceId id = resource.id();
    if (rename || retype) {
      resource.remember();
    }
    Map<String, Object> merged =
        StrategicMerge.apply(resource.object(), Values.copyMap(patch.object()));
    if (merged == null || merged.isEmpty()) {
      resources.removeIf(other -> other == resource);
      return;
    }
    merged.put("apiVersion", id.apiVersion());
    if (!retype) {
      merged.put("kind", id.kind());
    }
    Map<String, Object> metadata = Values.child(merged, "metadata");
    if (!rename) {
      metadata.put("name", id.name());
    }
    if (id.namespace().isEmpty()) {
      metadata.remove("namespace");
    } else {
      metadata.put("namespace", id.namespace());
    }
    resource.become(merged);
  }

  private String load(String path) {
    String resolved =
        TreePath.resolve(folder, path)
            .orElseThrow(() -> new KustomizeProblem("", path + " leads out of the repository"));
    if (!tree.isFile(resolved)) {
      throw new KustomizeProblem(
          KustomizeProblem.Kind.MISSING,
          "",
          "failed to get the patch file from path(" + path + ")");
    }
    return new String(tree.read(resolved), StandardCharsets.UTF_8);
  }
}
