package dev.blackstart.repository.talos;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;

/** What holds for every patch of a machine config. */
public final class PatchChecks {
  private PatchChecks() {}

  /**
   * Reports documents that Talos would not take as a patch.
   *
   * @param several whether the config has several documents, so that a list of operations is none
   */
  public static void check(List<YamlNode> documents, boolean several, Findings findings) {
    for (YamlNode document : documents) {
      switch (document) {
        case MapNode map -> {}
        case ListNode list when list.items().isEmpty() || !several -> {}
        case ListNode list ->
            findings.add(
                FindingKind.JSON_PATCH,
                list.mark(),
                "this is a JSON patch, which Talos 1.12 refuses: a machine config has several"
                    + " documents",
                "write it as a piece of the machine config, a strategic merge patch");
        case ScalarNode scalar ->
            findings.add(
                FindingKind.YAML_ERROR,
                scalar.mark(),
                "a patch is a mapping, this is text",
                "write it as a piece of the machine config");
      }
    }
  }
}
