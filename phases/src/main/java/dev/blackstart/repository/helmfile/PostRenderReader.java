package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a release does to its rendered objects: {@code forceNamespace}, then {@code jsonPatches},
 * {@code strategicMergePatches} and {@code transformers} in one kustomization, hooks and {@code
 * crds/} included (helmfile 1.x, "Adhoc Kustomization of Helm charts"; chartify).
 */
final class PostRenderReader {
  private static final Set<String> JSON_PATCH = Set.of("target", "patch", "path");

  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final String folder;
  private final Map<String, Object> dot;
  private final Set<String> inputs = new LinkedHashSet<>();
  private final List<Exec> execs = new ArrayList<>();

  /**
   * @param folder of the helmfile
   * @param dot what templates see: the release's values over those of the environment
   */
  PostRenderReader(
      RepositoryFiles tree, GoTemplates templates, String folder, Map<String, Object> dot) {
    this.tree = tree;
    this.templates = templates;
    this.folder = folder;
    this.dot = dot;
  }

  /** Every file it is made from. */
  Set<String> inputs() {
    return inputs;
  }

  /** Every program its templates called. */
  List<Exec> execs() {
    return execs;
  }

  /**
   * @param namespace that is forced, rendered; may be empty
   * @throws ReadingProblem when an entry is nothing kustomize would take
   */
  List<PostRender> read(MapNode release, String namespace) {
    List<PostRender.Entry> entries = new ArrayList<>();
    each(release, "jsonPatches", (text, at) -> entries.add(jsonPatch(text, at)));
    each(
        release,
        "strategicMergePatches",
        (text, at) -> entries.add(entry("patches", Yaml.write(Map.of("patch", text)), at)));
    each(release, "transformers", (text, at) -> entries.add(entry("transformers", text, at)));
    return namespace.isEmpty() && entries.isEmpty()
        ? List.of()
        : List.of(new PostRender(namespace, entries, true, true));
  }

  private static PostRender.Entry entry(String field, String yaml, Place at) {
    return new PostRender.Entry(field, yaml, at);
  }

  /** A text with the place it is from. */
  private interface Taking {
    void take(String text, Place at);
  }

  private void each(MapNode release, String key, Taking taking) {
    Optional<YamlNode> all = release.get(key);
    if (all.isPresent()
        && !(all.get() instanceof ListNode)
        && !(all.get() instanceof ScalarNode scalar && scalar.isNull())) {
      throw wrong(all.get(), key + " is a list");
    }
    for (YamlNode entry : Nodes.items(all)) {
      Place at = Findings.place(entry.mark());
      switch (entry) {
        case MapNode map -> taking.take(Yaml.write(map), at);
        case ScalarNode path -> {
          for (String file : tree.matches(folder, path.text(), at, false)) {
            taking.take(content(file, at), new Place(file, 1));
          }
        }
        case ListNode list -> throw wrong(list, "an entry of " + key + " is a mapping or a path");
      }
    }
  }

  private String content(String file, Place at) {
    inputs.add(file);
    String text = tree.read(file, at);
    if (!GoTemplates.isTemplate(file)) {
      return text;
    }
    GoTemplates.Rendered rendered = templates.render(text, file, dot);
    inputs.addAll(rendered.read());
    execs.addAll(rendered.execs());
    return rendered.text();
  }

  private static PostRender.Entry jsonPatch(String text, Place at) {
    YamlNode node = Yaml.document(text, at.file());
    if (!(node instanceof MapNode patch)) {
      throw problem(at, "a JSON patch is a mapping of target and patch");
    }
    for (MapNode.Entry field : patch.entries()) {
      if (!JSON_PATCH.contains(field.key().text())) {
        throw problem(at, "a JSON patch has no " + field.key().text());
      }
    }
    if (patch.get("path").isPresent()) {
      throw problem(at, "path: of a JSON patch is looked up in a folder helmfile makes up");
    }
    if (!(patch.get("patch").orElse(null) instanceof ListNode operations)
        || !(patch.get("target").orElse(null) instanceof MapNode target)) {
      throw problem(at, "a JSON patch needs a target, and a patch that is a list");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("target", target);
    fields.put("patch", Yaml.write(operations));
    return entry("patches", Yaml.write(fields), at);
  }

  private static ReadingProblem wrong(YamlNode node, String what) {
    return problem(Findings.place(node.mark()), what);
  }

  private static ReadingProblem problem(Place at, String what) {
    return new ReadingProblem(
        FindingKind.HELMFILE_KEY.at(at, what, "write it as helmfile's documentation has it"));
  }
}
