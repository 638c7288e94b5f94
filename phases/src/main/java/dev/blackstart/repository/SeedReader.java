package dev.blackstart.repository;

import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads files of namespaces and first secrets; references to secrets stay as they are. */
final class SeedReader {
  /** {@code op inject} takes a reference in braces as well as a bare one. */
  private static final Pattern IN_BRACES = Pattern.compile("\\{\\{\\s*(op://[^}]+?)\\s*}}");

  private final RepositoryFiles tree;
  private final JinjaTemplates templates;
  private final Findings findings;

  SeedReader(RepositoryFiles tree, JinjaTemplates templates, Findings findings) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
  }

  List<Seed> read(List<Setting<String>> files, String cluster) {
    List<Seed> seeds = new ArrayList<>();
    for (Setting<String> file : files) {
      findings.attempt(() -> seed(file, cluster)).ifPresent(seeds::add);
    }
    return seeds;
  }

  private Seed seed(Setting<String> file, String cluster) {
    String path = tree.resolve("", file.value(), file.at());
    String text = tree.read(path, file.at());
    if (JinjaTemplates.isTemplate(path)) {
      text = templates.render(text, path, Map.of("cluster", cluster));
    }
    String yaml = IN_BRACES.matcher(text).replaceAll("$1");
    Yaml.parse(yaml, path).forEach(this::check);
    return new Seed(path, yaml);
  }

  private void check(YamlNode document) {
    if (document.text("apiVersion").isEmpty()
        || document.text("kind").isEmpty()
        || document.text("metadata.name").isEmpty()) {
      findings.add(
          FindingKind.SEED_OBJECT,
          document.mark(),
          "a seed is a Kubernetes object, this lacks apiVersion, kind or metadata.name",
          "complete it, or move it out of the file");
    }
    boolean encrypted = document.at("sops").isPresent();
    if (document.text("kind").filter("Secret"::equals).isPresent() && !encrypted) {
      document
          .at("data")
          .filter(MapNode.class::isInstance)
          .ifPresent(data -> ((MapNode) data).entries().forEach(this::checkData));
    }
  }

  private void checkData(MapNode.Entry entry) {
    if (entry.value() instanceof ScalarNode scalar
        && !scalar.isNull()
        && !scalar.text().startsWith("op://")
        && !isBase64(scalar.text())) {
      findings.add(
          FindingKind.SEED_DATA,
          entry.key().mark(),
          "data." + entry.key().text() + " is no base64",
          "encode it, or put the plain text below stringData");
    }
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text.replaceAll("[\\r\\n]", ""));
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
