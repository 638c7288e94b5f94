package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values hold that Helm would take as it stands although it means something else. */
final class LayerChecks {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(:?[=-][^}]*)?}");
  private static final Pattern VALS = Pattern.compile("\\bref\\+[a-z0-9]+://");

  private LayerChecks() {}

  static void check(String release, Mark at, ValuesDocument layer, Findings findings) {
    Matcher variable = VARIABLE.matcher(layer.yaml());
    if (variable.find()) {
      findings.add(
          FindingKind.UNSUBSTITUTED_VARIABLE,
          at,
          "values of release "
              + release
              + " hold "
              + variable.group()
              + ", which only Flux replaces ("
              + layer.origin()
              + ")",
          "put the value itself there, or into a layer only the bootstrap reads");
    }
    if (VALS.matcher(layer.yaml()).find()) {
      findings.add(
          FindingKind.HELMFILE_SECRETS,
          at,
          "values of release "
              + release
              + " refer to a secret with ref+, which is not resolved ("
              + layer.origin()
              + ")",
          "let the release read the secret from the cluster, where a seed puts it");
    }
  }

  /**
   * HelmReleases among what values are made from that take values from elsewhere as well. Of no
   * concern where a helmfile adds layers of its own for them.
   */
  static void valuesFrom(
      String release, Set<String> inputs, RepositoryFiles tree, Findings findings) {
    for (String input : inputs) {
      if (input.matches(".*\\.ya?ml") && tree.read(input).contains("valuesFrom:")) {
        for (YamlNode document : documents(tree.read(input), input)) {
          document
              .at("spec.valuesFrom")
              .filter(ListNode.class::isInstance)
              .filter(list -> !((ListNode) list).items().isEmpty())
              .ifPresent(
                  list ->
                      findings.add(
                          FindingKind.VALUES_FROM,
                          list.mark(),
                          "the HelmRelease of "
                              + release
                              + " takes values from elsewhere too, which the bootstrap does not",
                          "check that the release is ready without them, until Flux takes over"));
        }
      }
    }
  }

  private static List<YamlNode> documents(String text, String file) {
    try {
      return Yaml.parse(text, file);
    } catch (YamlProblem unreadable) {
      return List.of();
    }
  }
}
