package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Exec;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One release's own texts with their expressions rendered, each of which may speak of the others:
 * helmfile renders them until nothing changes, six times at most.
 */
final class ReleaseDot {
  private static final List<String> FIELDS = List.of("name", "chart", "namespace", "version");
  private static final int ROUNDS = 6;

  private final GoTemplates templates;
  private final State state;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Exec> execs = new ArrayList<>();

  /**
   * Renders the texts of a release.
   *
   * @throws ReadingProblem when they never come to rest
   */
  ReleaseDot(GoTemplates templates, State state, MapNode release) {
    this.templates = templates;
    this.state = state;
    FIELDS.forEach(field -> fields.put(field, release.text(field).orElse("")));
    state.root().text("namespace").ifPresent(all -> fields.put("namespace", all));
    labels(state.root(), "commonLabels").forEach(labels::putIfAbsent);
    labels(release, "labels").forEach(labels::put);
    for (int round = 0; round < ROUNDS; round++) {
      if (!step(release)) {
        return;
      }
    }
    throw new ReadingProblem(
        FindingKind.HELMFILE_LOOP.at(
            release.mark(),
            "the expressions of release " + field("name") + " speak of each other in a circle",
            "write one of them out"));
  }

  String field(String name) {
    return fields.get(name);
  }

  /** Labels selectors look at. */
  Map<String, String> labels() {
    Map<String, String> all = new LinkedHashMap<>(labels);
    all.put("name", field("name"));
    all.put("namespace", field("namespace"));
    String chart = field("chart");
    all.put("chart", chart.substring(chart.lastIndexOf('/') + 1));
    return all;
  }

  /** Files that were read on the way. */
  Set<String> read() {
    return read;
  }

  /** Programs that were called on the way. */
  List<Exec> execs() {
    return execs;
  }

  /** A text of the release, rendered. */
  String expand(ScalarNode text) {
    return expand(text.text(), text.mark());
  }

  String expand(String text, Mark at) {
    GoTemplates.Rendered rendered = templates.expand(text, at, state.folder(), dot());
    read.addAll(rendered.read());
    rendered.execs().stream().filter(exec -> !execs.contains(exec)).forEach(execs::add);
    return rendered.text();
  }

  /** What templates of the release see as the dot. */
  Map<String, Object> dot() {
    Map<String, Object> release = new LinkedHashMap<>();
    release.put("Name", field("name"));
    release.put("Namespace", field("namespace"));
    release.put("Chart", field("chart"));
    release.put("ChartVersion", field("version"));
    release.put("Labels", new LinkedHashMap<String, Object>(labels));
    release.put("KubeContext", "");
    Map<String, Object> dot = state.environment().dot();
    dot.put("Release", release);
    return dot;
  }

  private boolean step(MapNode release) {
    Map<String, String> next = new LinkedHashMap<>();
    fields.forEach((field, text) -> next.put(field, expand(text, mark(release, field)).strip()));
    Map<String, String> nextLabels = new LinkedHashMap<>();
    labels.forEach((name, text) -> nextLabels.put(name, expand(text, mark(release, "labels"))));
    boolean changed = !next.equals(fields) || !nextLabels.equals(labels);
    fields.putAll(next);
    labels.putAll(nextLabels);
    return changed;
  }

  private static Mark mark(MapNode release, String field) {
    return release.get(field).map(node -> node.mark()).orElse(release.mark());
  }

  private static Map<String, String> labels(MapNode from, String key) {
    Map<String, String> labels = new LinkedHashMap<>();
    Optional<MapNode> map =
        from.get(key).filter(MapNode.class::isInstance).map(MapNode.class::cast);
    map.ifPresent(
        all ->
            all.entries().stream()
                .filter(entry -> entry.value() instanceof ScalarNode)
                .forEach(
                    entry -> labels.put(entry.key().text(), ((ScalarNode) entry.value()).text())));
    return labels;
  }
}
