package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A kustomization that stands in no folder, over objects that stand in none: a post renderer. */
public final class Overlay {
  private Overlay() {}

  /**
   * An entry of one of its lists.
   *
   * @param field the list
   * @param value the entry: a mapping, or text
   * @param at where it is written, which is what problems name
   */
  public record Entry(String field, Object value, Mark at) {}

  /**
   * The objects after the kustomization, each with the name of the text it came from.
   *
   * @param texts manifests by a name, in order
   * @param entries of the lists of the kustomization, in order
   * @throws KustomizeProblem when it does not build
   */
  public static List<BuiltObject> build(Map<String, String> texts, List<Entry> entries) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, List<YamlNode>> places = new LinkedHashMap<>();
    fields.put("resources", List.copyOf(texts.keySet()));
    for (Entry entry : entries) {
      Values.asList(fields.computeIfAbsent(entry.field(), any -> new ArrayList<>()))
          .add(entry.value());
      places
          .computeIfAbsent(entry.field(), any -> new ArrayList<>())
          .add(ScalarNode.plain(entry.at(), ""));
    }
    Map<String, YamlNode> nodes = new LinkedHashMap<>();
    places.forEach(
        (field, items) -> nodes.put(field, new ListNode(items.getFirst().mark(), items)));
    return Kustomize.build(
        new Texts(texts), "", KustomizationFile.of("kustomization", fields, nodes));
  }

  private record Texts(Map<String, String> texts) implements SourceTree {
    @Override
    public boolean isFile(String path) {
      return texts.containsKey(path);
    }

    @Override
    public boolean isFolder(String path) {
      return path.isEmpty();
    }

    @Override
    public List<String> names(String folder) {
      return List.copyOf(texts.keySet());
    }

    @Override
    public byte[] read(String path) {
      return texts.get(path).getBytes(StandardCharsets.UTF_8);
    }
  }
}
