package dev.blackstart.rehearsal.node.cosi;

import dev.talos.api.cosi.meta.ResourceDefinitionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A kind of resource.
 *
 * @param type such as {@code Members.cluster.talos.dev}
 * @param display one of them: {@code Member}
 * @param namespace where it lives
 * @param aliases short names
 * @param columns what a table of them shows: heading to JSON path
 * @param sensitive only an admin may read it
 * @param bare it cannot be asked for by its type, but only by its aliases
 */
public record ResourceKind(
    String type,
    String display,
    String namespace,
    List<String> aliases,
    Map<String, String> columns,
    boolean sensitive,
    boolean bare) {
  public ResourceKind {
    aliases = List.copyOf(aliases);
    columns = new LinkedHashMap<>(columns);
  }

  /** Id of its definition. */
  String definitionId() {
    return type.toLowerCase(Locale.ROOT);
  }

  ResourceDefinitionSpec definition() {
    ResourceDefinitionSpec.Builder definition =
        ResourceDefinitionSpec.newBuilder()
            .setResourceType(type)
            .setDisplayType(display)
            .setDefaultNamespace(namespace)
            .addAllAliases(aliases)
            .addAllAllAliases(allNames())
            .setSensitivity(
                sensitive
                    ? ResourceDefinitionSpec.Sensitivity.SENSITIVE
                    : ResourceDefinitionSpec.Sensitivity.NON_SENSITIVE);
    columns.forEach(
        (name, path) ->
            definition.addPrintColumns(
                ResourceDefinitionSpec.PrintColumn.newBuilder().setName(name).setJsonPath(path)));
    return definition.build();
  }

  /** The same for people. */
  Map<String, Object> definitionYaml() {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("type", type);
    yaml.put("displayType", display);
    yaml.put("aliases", aliases);
    yaml.put("allAliases", allNames());
    List<Map<String, String>> printed = new ArrayList<>();
    columns.forEach((name, path) -> printed.add(Map.of("name", name, "jsonPath", path)));
    yaml.put("printColumns", printed);
    yaml.put("defaultNamespace", namespace);
    yaml.put("sensitivity", sensitive ? "sensitive" : "");
    return yaml;
  }

  private List<String> allNames() {
    Set<String> all = new LinkedHashSet<>();
    String[] parts = definitionId().split("\\.", -1);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < parts.length - 1 && !bare; i++) {
      all.add(name.append(i == 0 ? "" : ".").append(parts[i]).toString());
    }
    all.addAll(aliases);
    return List.copyOf(all);
  }

  /** Kinds are told apart by their type. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceKind kind && type.equals(kind.type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
