package dev.blackstart.repository;

import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads files of namespaces and first secrets; references to secrets stay as they are. */
final class SeedReader {
  /** {@code op inject} takes a reference in braces as well as a bare one. */
  private static final Pattern IN_BRACES = Pattern.compile("\\{\\{\\s*(op://[^}]+?)\\s*}}");

  /** The form vals takes. */
  private static final Pattern VALS = Pattern.compile("ref\\+op://([^#\\s]+)(?=\\s|$)");

  private static final Pattern JINJA = Pattern.compile("\\{%|\\{\\{-?\\s*ENV\\b");
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{[^}\n]*}}");
  private static final Pattern FROM_ENVIRONMENT =
      Pattern.compile("ENV(?:\\.([A-Za-z_][A-Za-z0-9_]*)|\\[[\"']([^\"']+)[\"']])");

  /** Where task files put what Flux itself reads and what is encrypted, when it names nothing. */
  private static final String FLUX = "flux-system";

  private final RepositoryFiles tree;
  private final JinjaTemplates templates;
  private final Findings findings;

  private final Map<String, String> env;
  private final boolean generatedSecrets;

  /**
   * @param env what templates read as {@code ENV}
   * @param generatedSecrets whether what the environment lacks is made up
   */
  SeedReader(
      RepositoryFiles tree,
      JinjaTemplates templates,
      Findings findings,
      Map<String, String> env,
      boolean generatedSecrets) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
    this.env = env;
    this.generatedSecrets = generatedSecrets;
  }

  /** The seeds in order, those of namespaces first. */
  List<Seed> read(SeedFiles files, String cluster) {
    List<Seed> seeds = new ArrayList<>();
    for (Setting<String> file : files.files()) {
      findings.attempt(() -> seed(file, cluster)).ifPresent(seeds::add);
    }
    SeedNamespaces.of(files, seeds).ifPresent(seeds::addFirst);
    return seeds;
  }

  private Seed seed(Setting<String> file, String cluster) {
    String path = tree.resolve("", file.value(), file.at());
    if (tree.isFolder(path)) {
      return built(path, cluster);
    }
    String text = tree.read(path, file.at());
    if (isTemplate(path, text)) {
      text = templates.render(bare(text), path, variables(text, cluster));
    }
    String yaml = bare(text);
    List<YamlNode> documents = Yaml.parse(yaml, path);
    documents.forEach(this::check);
    unfilled(yaml, path);
    boolean encrypted = documents.stream().anyMatch(document -> document.at("sops").isPresent());
    return encrypted
        ? new Seed(path, yaml, Seed.Form.SOPS, FLUX)
        : new Seed(path, yaml, Seed.Form.MANIFESTS, SeedDetection.isShared(path) ? FLUX : "");
  }

  /** A kustomization; operators pipe what it builds through their templates. */
  private Seed built(String folder, String cluster) {
    try {
      String text =
          bare(
              Yaml.writeAll(
                  Kustomize.build(new FolderTree(tree.root()), folder).stream()
                      .map(built -> built.object())
                      .toList()));
      String yaml =
          text.contains("{{") || text.contains("{%")
              ? bare(templates.render(text, folder, variables(text, cluster)))
              : text;
      Yaml.parse(yaml, folder).forEach(this::check);
      return new Seed(folder, yaml);
    } catch (KustomizeProblem problem) {
      throw new ReadingProblem(
          FindingKind.SEED_KUSTOMIZATION.at(
              folder + "/kustomization.yaml",
              "its kustomization does not build: " + problem.getMessage(),
              "see the same by: kubectl kustomize " + folder));
    }
  }

  /** Task files pipe plain files through minijinja as well; what they hold tells. */
  private static boolean isTemplate(String path, String text) {
    return JinjaTemplates.isTemplate(path) || JINJA.matcher(text).find();
  }

  /** References as they stand, whichever program's form they are written in. */
  private static String bare(String text) {
    return VALS.matcher(IN_BRACES.matcher(text).replaceAll("$1")).replaceAll("op://$1");
  }

  /** The cluster's name, and stand-ins for secrets the environment would hold. */
  private Map<String, Object> variables(String text, String cluster) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("cluster", cluster);
    if (generatedSecrets) {
      Map<String, Object> all = new LinkedHashMap<>(env);
      FROM_ENVIRONMENT
          .matcher(text)
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .forEach(name -> all.putIfAbsent(name, "generated-" + name));
      variables.put("ENV", all);
    }
    return variables;
  }

  private void unfilled(String yaml, String path) {
    Matcher expression = EXPRESSION.matcher(yaml);
    if (!JinjaTemplates.isTemplate(path) && expression.find()) {
      long line = yaml.substring(0, expression.start()).lines().count();
      findings.add(
          FindingKind.UNDEFINED_VARIABLE,
          new Place(path, (int) Math.max(1, line)),
          "nothing fills in " + expression.group(),
          "name the file " + path + ".j2 if it is a template of minijinja, or write the value");
    }
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
