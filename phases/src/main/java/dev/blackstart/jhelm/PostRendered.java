package dev.blackstart.jhelm;

import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.Overlay;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chart renders to, after what its release does to the objects.
 *
 * @param manifest objects Helm keeps in the release
 * @param hooks objects Helm makes at certain moments
 * @param definitions of the chart's {@code crds/}
 */
record PostRendered(List<Object> manifest, List<Object> hooks, List<Object> definitions) {
  private static final String MANIFEST = "manifest";
  private static final String HOOKS = "hooks";
  private static final String DEFINITIONS = "crds";
  private static final String HOOK = "helm.sh/hook";

  /**
   * @param rendered all that Helm renders
   * @param definitions texts of the chart's {@code crds/}
   * @throws Failure INPUT naming the line of the patch that does not fit
   */
  static PostRendered of(Release release, String rendered, Iterable<String> definitions) {
    Map<String, List<Object>> parts = new TreeMap<>();
    List.of(MANIFEST, HOOKS, DEFINITIONS).forEach(part -> parts.put(part, new ArrayList<>()));
    for (YamlNode node : Yaml.parse(rendered, release.chart().toString())) {
      add(parts, isHook(node) ? HOOKS : MANIFEST, node);
    }
    for (String text : definitions) {
      Yaml.parse(text, DEFINITIONS).forEach(node -> add(parts, DEFINITIONS, node));
    }
    for (PostRender step : release.postRenders()) {
      try {
        run(step, parts);
      } catch (KustomizeProblem problem) {
        throw refused(release, problem);
      }
    }
    return new PostRendered(parts.get(MANIFEST), parts.get(HOOKS), parts.get(DEFINITIONS));
  }

  private static void add(Map<String, List<Object>> parts, String part, YamlNode node) {
    if (node instanceof MapNode) {
      parts.get(part).add(node);
    }
  }

  private static boolean isHook(YamlNode node) {
    return node.at("metadata.annotations").orElse(null) instanceof MapNode annotations
        && annotations.get(HOOK).isPresent();
  }

  private static void run(PostRender step, Map<String, List<Object>> parts) {
    List<String> chosen = new ArrayList<>(List.of(MANIFEST));
    if (step.hooks()) {
      chosen.add(HOOKS);
    }
    if (step.definitions()) {
      chosen.add(DEFINITIONS);
    }
    if (!step.namespace().isEmpty()) {
      chosen.forEach(part -> parts.put(part, placed(parts.get(part), step.namespace())));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    chosen.forEach(part -> texts.put(part, Yaml.writeAll(parts.get(part))));
    if (step.entries().isEmpty() || chosen.stream().allMatch(part -> parts.get(part).isEmpty())) {
      return;
    }
    chosen.forEach(part -> parts.put(part, new ArrayList<>()));
    for (BuiltObject built : Overlay.build(texts, entries(step))) {
      parts.get(built.origin()).add(built.object());
    }
  }

  private static List<Object> placed(List<Object> objects, String namespace) {
    List<Object> placed = new ArrayList<>();
    for (Object object : objects) {
      Map<String, Object> copy =
          new LinkedHashMap<>(
              object instanceof MapNode node
                  ? Reading.KUBERNETES.readMap(node)
                  : Manifest.map(object));
      Map<String, Object> metadata = new LinkedHashMap<>(Manifest.map(copy.get("metadata")));
      metadata.putIfAbsent("namespace", namespace);
      copy.put("metadata", metadata);
      placed.add(copy);
    }
    return placed;
  }

  private static List<Overlay.Entry> entries(PostRender step) {
    return step.entries().stream().map(PostRendered::entry).toList();
  }

  private static Overlay.Entry entry(PostRender.Entry entry) {
    Mark at = new Mark(entry.at().file(), Math.max(1, entry.at().line()), 1);
    Object value =
        entry.field().equals("transformers")
            ? entry.yaml()
            : Reading.KUBERNETES.read(Yaml.document(entry.yaml(), entry.at().file()));
    return new Overlay.Entry(entry.field(), value, at);
  }

  private static Failure refused(Release release, KustomizeProblem problem) {
    return new Failure(
        Failure.Kind.INPUT,
        "what release %s does to the objects of chart %s does not fit: %s"
            .formatted(release.qualifiedName(), release.chart(), problem.getMessage()),
        "compare it with what the chart renders: helm template",
        problem);
  }

  /** All that Helm would render, as a text. */
  String text() {
    List<Object> all = new ArrayList<>(manifest);
    all.addAll(hooks);
    return Yaml.writeAll(all);
  }

  /** Secrets may be inside. */
  @Override
  public String toString() {
    return manifest.size() + " objects, " + hooks.size() + " hooks";
  }
}
