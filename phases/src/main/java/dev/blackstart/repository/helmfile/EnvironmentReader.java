package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the values a helmfile's environment has: files, templates of files, and inline. */
final class EnvironmentReader {
  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;

  EnvironmentReader(RepositoryFiles tree, GoTemplates templates, Findings findings) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
  }

  /** Adds what one part of a helmfile says of the environment. */
  void read(MapNode layer, String folder, Environment environment) {
    Optional<YamlNode> own =
        layer
            .get("environments")
            .filter(MapNode.class::isInstance)
            .flatMap(all -> ((MapNode) all).get(environment.name()));
    boolean lenient =
        own.flatMap(spec -> spec.text("missingFileHandler"))
            .or(() -> layer.text("missingFileHandler"))
            .filter(word -> !word.equals("Error"))
            .isPresent();
    List<YamlNode> values = Nodes.items(own.flatMap(spec -> spec.at("values")));
    boolean first =
        own.flatMap(spec -> spec.text("mergeStrategy")).filter("fallback"::equals).isPresent();
    List<YamlNode> ordered = first ? values.reversed() : values;
    ordered.forEach(entry -> read(entry, folder, environment, lenient, environment::add));
    Nodes.items(own.flatMap(spec -> spec.at("secrets"))).forEach(this::encrypted);
    Nodes.items(layer.get("values"))
        .forEach(entry -> read(entry, folder, environment, lenient, environment::addDefaults));
  }

  /** Adds what a helmfile gives to one it names. */
  void override(List<YamlNode> values, String folder, Environment environment) {
    values.forEach(entry -> read(entry, folder, environment, false, environment::override));
  }

  private void read(
      YamlNode entry,
      String folder,
      Environment environment,
      boolean lenient,
      Consumer<Map<String, Object>> into) {
    switch (entry) {
      case MapNode inline -> into.accept(Reading.KUBERNETES.readMap(inline));
      case ScalarNode path ->
          findings.attempt(() -> file(path, folder, environment, lenient).forEach(into));
      case ListNode list ->
          findings.add(
              FindingKind.YAML_ERROR,
              list.mark(),
              "values of an environment are paths and mappings, this is a list",
              "correct the YAML of " + list.mark().file());
    }
  }

  private List<Map<String, Object>> file(
      ScalarNode path, String folder, Environment environment, boolean lenient) {
    Place at = Findings.place(path.mark());
    String named = templates.expand(path, folder, environment.dot()).text();
    if (named.endsWith(".hcl")) {
      throw new ReadingProblem(
          FindingKind.HELMFILE_KEY.at(
              at, "values in HCL, as " + named + ", are not read", "write them as YAML"));
    }
    return tree.matches(folder, named, at, lenient).stream()
        .flatMap(file -> values(file, at, environment).stream())
        .toList();
  }

  private List<Map<String, Object>> values(String file, Place at, Environment environment) {
    String text = tree.read(file, at);
    environment.from(file);
    String rendered =
        GoTemplates.isTemplate(file)
            ? templates.render(text, file, environment.dot()).text()
            : text;
    return Yaml.parse(rendered, file).stream()
        .filter(MapNode.class::isInstance)
        .map(document -> Reading.KUBERNETES.readMap((MapNode) document))
        .toList();
  }

  private void encrypted(YamlNode entry) {
    findings.add(
        FindingKind.HELMFILE_SECRETS,
        entry.mark(),
        "values of an environment that are encrypted are not read",
        "put what is no secret into values:, and what is one into the cluster itself");
  }
}
