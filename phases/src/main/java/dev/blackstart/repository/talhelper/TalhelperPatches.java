package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.PatchChecks;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;

/** The patches a {@code talconfig.yaml} holds or names: an {@code @} leads to a file. */
final class TalhelperPatches {
  private final String folder;
  private final Talconfig config;
  private final TalosReading reading;
  private final Findings findings;

  TalhelperPatches(String folder, Talconfig config, TalosReading reading) {
    this.folder = folder;
    this.config = config;
    this.reading = reading;
    this.findings = reading.findings();
  }

  /** Reports patches that are not there or that no node could take. */
  void check() {
    YamlNode document = config.document();
    checkAll(document, "patches");
    checkAll(document, "controlPlane.patches");
    checkAll(document, "worker.patches");
    document
        .at("nodes")
        .filter(ListNode.class::isInstance)
        .ifPresent(nodes -> ((ListNode) nodes).items().forEach(node -> checkAll(node, "patches")));
  }

  private void checkAll(YamlNode below, String at) {
    for (ScalarNode patch : below.scalars(at)) {
      config
          .resolved(patch)
          .filter(ScalarNode.class::isInstance)
          .map(resolved -> ((ScalarNode) resolved).text())
          .ifPresent(
              text ->
                  findings.attempt(
                      () -> {
                        if (text.startsWith("@")) {
                          file(text.substring(1), Findings.place(patch.mark()));
                        } else {
                          inline(patch, text);
                        }
                      }));
    }
  }

  private void file(String name, Place at) {
    String path = reading.tree().resolve(folder, name, at);
    String text = reading.tree().read(path, at);
    if (isTemplate(text)) {
      GoTemplate.parse(text, path, Functions.sprig(), MissingKey.ERROR);
      return;
    }
    List<YamlNode> documents = Yaml.parse(text, path);
    documents.forEach(
        document -> new Talconfig(document, config.variables(), findings).checkVariables());
    PatchChecks.check(documents, config.hasSeveralDocuments(), findings);
  }

  /** Blank lines before it make the lines of its marks those of the file. */
  private void inline(ScalarNode patch, String text) {
    if (isTemplate(text)) {
      GoTemplate.parse(text, patch.mark().file(), Functions.sprig(), MissingKey.ERROR);
      return;
    }
    boolean block =
        patch.style() == ScalarNode.Style.LITERAL || patch.style() == ScalarNode.Style.FOLDED;
    String moved = "\n".repeat(patch.mark().line() - (block ? 0 : 1)) + text;
    List<YamlNode> documents = Yaml.parse(moved, patch.mark().file());
    if (documents.isEmpty()) {
      findings.add(
          FindingKind.PATCH_EMPTY,
          patch.mark(),
          "the patch holds nothing, which Talos refuses",
          "remove it");
    }
    PatchChecks.check(documents, config.hasSeveralDocuments(), findings);
  }

  private static boolean isTemplate(String text) {
    return text.contains("{{");
  }
}
