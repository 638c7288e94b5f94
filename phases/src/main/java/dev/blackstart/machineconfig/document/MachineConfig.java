package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A machine config: the v1alpha1 document and others beside it. Immutable; every value keeps the
 * place it came from, through patches, too.
 */
public final class MachineConfig {
  private final List<ConfigDocument> documents;

  private MachineConfig(List<ConfigDocument> documents) {
    this.documents = List.copyOf(documents);
  }

  /**
   * Reads a config as Talos's loader does; secret references may stand for any value.
   *
   * @param file the name problems give, as the operator knows it
   * @throws RefusedConfig with every unknown key, unknown kind, duplicate, value of the wrong kind
   */
  public static MachineConfig parse(String yaml, String file) {
    List<YamlNode> nodes;
    try {
      nodes = Yaml.parse(yaml, file);
    } catch (YamlProblem problem) {
      throw new RefusedConfig(new ConfigProblem(problem.mark(), "", problem.what()));
    }
    if (nodes.isEmpty()) {
      throw Patch.refused(new Mark(file, 1, 1), "the file holds no machine config");
    }
    DocumentReader reader = new DocumentReader();
    List<ConfigDocument> documents = reader.read(nodes);
    List<ConfigProblem> problems = new ArrayList<>(reader.problems());
    problems.addAll(Conflicts.among(documents));
    if (documents.isEmpty() && problems.isEmpty()) {
      throw Patch.refused(nodes.getFirst().mark(), "the file holds no machine config");
    }
    if (!problems.isEmpty()) {
      throw new RefusedConfig(problems);
    }
    return new MachineConfig(documents);
  }

  public List<ConfigDocument> documents() {
    return documents;
  }

  /** The v1alpha1 document. */
  public Optional<MapNode> v1alpha1() {
    return document(DocumentId.V1ALPHA1).map(ConfigDocument::content);
  }

  public Optional<ConfigDocument> document(DocumentId id) {
    return documents.stream().filter(document -> document.id().equals(id)).findFirst();
  }

  /** All documents of a kind. */
  public List<ConfigDocument> documents(String kind) {
    return documents.stream().filter(document -> document.id().kind().equals(kind)).toList();
  }

  /** The text at a path of the v1alpha1 document, such as {@code machine.type}. */
  public Optional<String> text(String path) {
    return v1alpha1().flatMap(document -> document.text(path));
  }

  /**
   * The config with a patch merged in: deletions first, then each document into the one of its kind
   * and name, or added when there is none.
   *
   * @throws RefusedConfig when something to delete is not there, or types clash
   */
  public MachineConfig patched(Patch patch) {
    if (patch.json().isPresent()) {
      return operated(patch.json().get());
    }
    List<ConfigDocument> result = new ArrayList<>(documents);
    for (PatchDeletion deletion : patch.deletions()) {
      delete(result, deletion);
    }
    for (ConfigDocument right : patch.documents()) {
      int at = indexOf(result, right.id());
      if (at < 0) {
        result.add(right);
      } else {
        ConfigDocument left = result.get(at);
        result.set(at, left.with(StrategicMerge.documents(left, right)));
      }
    }
    List<ConfigProblem> conflicts = Conflicts.among(result);
    if (!conflicts.isEmpty()) {
      throw new RefusedConfig(conflicts);
    }
    return new MachineConfig(result);
  }

  /** Talos takes such a patch for a config of one document only. */
  private MachineConfig operated(JsonPatch patch) {
    if (patch.operations().isEmpty()) {
      return this;
    }
    if (documents.size() > 1 || v1alpha1().isEmpty()) {
      throw Patch.refused(
          patch.operations().getFirst().mark(),
          "a JSON6902 patch (a list of operations), which Talos refuses for a config of several"
              + " documents; write a strategic merge patch");
    }
    DocumentReader reader = new DocumentReader();
    List<ConfigDocument> result = reader.read(List.of(patch.applied(v1alpha1().get())));
    if (!reader.problems().isEmpty()) {
      throw new RefusedConfig(reader.problems());
    }
    return new MachineConfig(result);
  }

  /** The config with every document's content changed. */
  public MachineConfig map(Function<ConfigDocument, MapNode> change) {
    return new MachineConfig(
        documents.stream().map(document -> document.with(change.apply(document))).toList());
  }

  /** What Talos would not decode of it, now that secrets may be in; the values are not said. */
  public List<ConfigProblem> undecodable() {
    DocumentReader reader = new DocumentReader();
    documents.forEach(document -> reader.read(List.of(document.content())));
    return reader.problems();
  }

  /** The text Talos gets: four columns a level, keys in their order. Secrets are in it. */
  public String yaml() {
    return documents.stream()
        .map(document -> Yaml.write(document.content(), YamlStyle.FOUR))
        .collect(Collectors.joining("---\n"));
  }

  private static void delete(List<ConfigDocument> documents, PatchDeletion deletion) {
    int at = indexOf(documents, deletion.document());
    if (at < 0) {
      String what = "$patch: delete in " + deletion.document() + ", which the config does not have";
      throw new RefusedConfig(new ConfigProblem(deletion.mark(), deletion.where(), what));
    }
    if (!deletion.path().isEmpty()) {
      ConfigDocument left = documents.get(at);
      documents.set(at, left.with(new Deleting(deletion).from(left)));
    } else if (deletion.document().equals(DocumentId.V1ALPHA1)) {
      throw Patch.refused(deletion.mark(), "the v1alpha1 document cannot be deleted");
    } else {
      documents.remove(at);
    }
  }

  private static int indexOf(List<ConfigDocument> documents, DocumentId id) {
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return "MachineConfig of " + documents;
  }
}
