package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Flux's post-build substitution: an object is written as YAML, its variables are replaced in the
 * text, and the text is read again. A value in quotes may so come out as a number, as in life.
 */
public final class Substitution {
  private static final String MARK = "kustomize.toolkit.fluxcd.io/substitute";
  private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  private final Map<String, String> variables = new LinkedHashMap<>();

  /**
   * A substitution of these variables; line breaks in their values are dropped.
   *
   * @throws KustomizeProblem when a name is none Flux takes
   */
  public Substitution(Map<String, String> variables) {
    variables.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            throw new KustomizeProblem(
                "",
                "envsubst error: '"
                    + name
                    + "' var name is invalid, must match '^[_[:alpha:]][_[:alpha:][:digit:]]*$'");
          }
          this.variables.put(name, value.replace("\n", ""));
        });
  }

  /**
   * The object with its variables replaced; itself when it asks to be left alone.
   *
   * @throws KustomizeProblem when an expression is malformed, or what comes out is no YAML
   */
  public BuiltObject apply(BuiltObject built) {
    Map<String, Object> metadata = Values.asMap(built.object().get("metadata"));
    if ("disabled".equals(Values.text(metadata, "labels", MARK))
        || "disabled".equals(Values.text(metadata, "annotations", MARK))) {
      return built;
    }
    if (!mentionsVariable(built.object())) {
      // what is written and read again unchanged is the same object
      return built;
    }
    try {
      String text = EnvSubst.replace(Yaml.write(built.object(), YamlStyle.HELM), variables);
      return built.with(PlainYaml.maps(text, built.origin()).getFirst());
    } catch (KustomizeProblem problem) {
      ResourceId id = ResourceId.of(built.object());
      throw new KustomizeProblem(
          KustomizeProblem.Kind.VARIABLES,
          built.written().flatMap(Substitution::malformed).orElse(built.place()),
          "post build failed for '"
              + id.type()
              + "/"
              + id.name()
              + "': envsubst error: "
              + problem.what());
    }
  }

  /**
   * {@code file:line} of the first text below a node that does not parse; of its line in a block.
   */
  private static Optional<String> malformed(YamlNode node) {
    return switch (node) {
      case MapNode map -> first(map.entries().stream().map(MapNode.Entry::value));
      case ListNode list -> first(list.items().stream());
      case ScalarNode scalar -> malformed(scalar);
    };
  }

  private static Optional<String> first(Stream<YamlNode> nodes) {
    return nodes.flatMap(node -> malformed(node).stream()).findFirst();
  }

  private static Optional<String> malformed(ScalarNode scalar) {
    if (parses(scalar.text())) {
      return Optional.empty();
    }
    Mark mark = scalar.mark();
    List<String> lines = scalar.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (scalar.style() == ScalarNode.Style.LITERAL && !parses(lines.get(i))) {
        return Optional.of(mark.file() + ":" + (mark.line() + 1 + i));
      }
    }
    return Optional.of(mark.toString());
  }

  private static boolean parses(String text) {
    try {
      EnvSubst.replace(text, Map.of());
      return true;
    } catch (KustomizeProblem malformed) {
      return false;
    }
  }

  private static boolean mentionsVariable(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .anyMatch(
                  entry -> mentionsVariable(entry.getKey()) || mentionsVariable(entry.getValue()));
      case List<?> list -> list.stream().anyMatch(Substitution::mentionsVariable);
      case String text -> text.contains("${") || text.contains("$$");
      case null -> false;
      default -> false;
    };
  }
}
