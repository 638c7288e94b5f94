package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.KeyCatalogue;
import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes documents of YAML as Talos's loader does, collecting what it would refuse. */
final class DocumentReader {
  private static final String V1ALPHA1 = "v1alpha1";

  private final List<ConfigProblem> problems = new ArrayList<>();

  /** Reads all documents; what is refused is left out and told by {@link #problems}. */
  List<ConfigDocument> read(List<YamlNode> nodes) {
    List<ConfigDocument> documents = new ArrayList<>();
    Map<DocumentId, Mark> seen = new HashMap<>();
    for (YamlNode node : nodes) {
      document(node)
          .ifPresent(
              document -> {
                Mark first = seen.putIfAbsent(document.id(), document.content().mark());
                if (first != null) {
                  String what = "there is a first one at " + first;
                  problem(document.content(), "", document.id() + " stands twice: " + what);
                }
                documents.add(document);
              });
    }
    return documents;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  private Optional<ConfigDocument> document(YamlNode node) {
    if (node instanceof ScalarNode scalar && scalar.isNull()) {
      return Optional.empty();
    }
    if (!(node instanceof MapNode map)) {
      problem(node, "", "a document must be a mapping");
      return Optional.empty();
    }
    String kind = map.text("kind").orElse("");
    String version = map.text("apiVersion").orElse("");
    if (kind.isEmpty() && DocumentId.looksLikeV1alpha1(map)) {
      Shape.Struct shape = KeyCatalogue.talos().v1alpha1();
      return Optional.of(checked(new ConfigDocument(DocumentId.V1ALPHA1, shape, map)));
    }
    if (kind.isEmpty()) {
      problem(map, "", "a document needs a kind (or machine, cluster, debug or persist)");
      return Optional.empty();
    }
    if (version.isEmpty()) {
      problem(map, "", kind + " needs an apiVersion");
      return Optional.empty();
    }
    Optional<Shape.Struct> shape =
        KeyCatalogue.talos().document(kind).filter(known -> version.equals(V1ALPHA1));
    if (shape.isEmpty()) {
      problem(map, "", "\"" + kind + "\" \"" + version + "\" is not known to Talos 1.12");
      return Optional.empty();
    }
    String name = shape.get().isNamed() ? map.text("name").orElse("") : "";
    return Optional.of(checked(new ConfigDocument(new DocumentId(kind, name), shape.get(), map)));
  }

  private ConfigDocument checked(ConfigDocument document) {
    ShapeCheck check = new ShapeCheck(problems);
    check.check(document.content(), document.shape(), "");
    return document;
  }

  private void problem(YamlNode node, String path, String what) {
    problems.add(new ConfigProblem(node.mark(), path, what));
  }
}
