package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A patch: documents to merge, and what {@code $patch: delete} takes away before; or the operations
 * of RFC 6902.
 *
 * @param deletions in the order of the text
 */
public record Patch(
    List<PatchDeletion> deletions, List<ConfigDocument> documents, Optional<JsonPatch> json) {
  /**
   * Reads a patch.
   *
   * @param file the name problems give, as the operator knows it
   * @throws RefusedConfig when Talos would refuse it
   */
  public static Patch parse(String yaml, String file) {
    try {
      return of(Yaml.parse(yaml, file), file);
    } catch (YamlProblem problem) {
      throw new RefusedConfig(new ConfigProblem(problem.mark(), "", problem.what()));
    }
  }

  private static Patch of(List<YamlNode> nodes, String file) {
    if (nodes.isEmpty()) {
      throw refused(new Mark(file, 1, 1), "the patch holds no document");
    }
    if (nodes.size() == 1 && nodes.getFirst() instanceof ListNode list) {
      return new Patch(List.of(), List.of(), Optional.of(JsonPatch.of(list)));
    }
    List<PatchDeletion> deletions = new ArrayList<>();
    List<YamlNode> rest = new ArrayList<>();
    for (YamlNode node : nodes) {
      if (node instanceof ListNode) {
        throw refused(node.mark(), "a JSON6902 patch stands alone, other documents are beside it");
      }
      if (node instanceof MapNode map) {
        PatchDeletions found = PatchDeletions.in(map);
        deletions.addAll(found.deletions());
        found.rest().ifPresent(rest::add);
      } else {
        rest.add(node);
      }
    }
    DocumentReader reader = new DocumentReader();
    List<ConfigDocument> documents = reader.read(rest);
    if (!reader.problems().isEmpty()) {
      throw new RefusedConfig(reader.problems());
    }
    return new Patch(List.copyOf(deletions), documents, Optional.empty());
  }

  static RefusedConfig refused(Mark mark, String what) {
    return new RefusedConfig(new ConfigProblem(mark, "", what));
  }

  @Override
  public String toString() {
    return "Patch of " + documents + ", " + deletions.size() + " deletions";
  }
}
