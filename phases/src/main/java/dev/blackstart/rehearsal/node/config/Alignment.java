package dev.blackstart.rehearsal.node.config;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Configs compared as Talos compares them: it reads them into its own structures first, so that
 * neither the order of keys nor quotes nor a zero written out makes a difference.
 */
final class Alignment {
  private static final Set<String> ZEROS = Set.of("", "0", "0o0", "0s");

  /** Mappings whose keys are the operator's, so that an empty text is a value like any other. */
  private static final Set<String> FREE =
      Set.of("nodeLabels", "nodeAnnotations", "nodeTaints", "sysctls", "sysfs", "env", "extraArgs");

  private Alignment() {}

  /** A document written the way the other one is wherever they mean the same. */
  static YamlNode align(YamlNode model, YamlNode node) {
    return align(model, node, false);
  }

  private static YamlNode align(YamlNode model, YamlNode node, boolean free) {
    return switch (node) {
      case MapNode map when model instanceof MapNode other -> maps(other, map, free);
      case ListNode list when model instanceof ListNode other -> lists(other, list);
      case ScalarNode scalar when model instanceof ScalarNode other ->
          other.text().equals(scalar.text()) && other.isNull() == scalar.isNull() ? other : scalar;
      case MapNode map -> map;
      case ListNode list -> list;
      case ScalarNode scalar -> scalar;
    };
  }

  private static YamlNode maps(MapNode model, MapNode map, boolean free) {
    List<MapNode.Entry> entries = new ArrayList<>();
    for (MapNode.Entry entry : model.entries()) {
      map.entry(entry.key().text())
          .ifPresentOrElse(
              own -> {
                boolean within = FREE.contains(own.key().text());
                YamlNode value = align(entry.value(), own.value(), within);
                entries.add(new MapNode.Entry(entry.key(), value));
              },
              () -> {
                if (!free && isZero(entry.value())) {
                  entries.add(entry);
                }
              });
    }
    map.entries().stream()
        .filter(entry -> model.get(entry.key().text()).isEmpty())
        .filter(entry -> free || FREE.contains(entry.key().text()) || !isZero(entry.value()))
        .forEach(entries::add);
    return MapNode.of(map.mark(), entries);
  }

  private static YamlNode lists(ListNode model, ListNode list) {
    List<YamlNode> items = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode item = list.items().get(i);
      items.add(i < model.items().size() ? align(model.items().get(i), item) : item);
    }
    return new ListNode(list.mark(), items);
  }

  private static boolean isZero(YamlNode node) {
    return switch (node) {
      case MapNode map -> map.entries().stream().allMatch(entry -> isZero(entry.value()));
      case ListNode list -> list.items().isEmpty();
      case ScalarNode scalar -> scalar.isNull() || ZEROS.contains(scalar.text());
    };
  }

  /** Path by path what a node says, zeros left out. */
  static Map<String, String> flat(String path, YamlNode node) {
    Map<String, String> flat = new TreeMap<>();
    put(flat, path, node);
    return flat;
  }

  private static void put(Map<String, String> flat, String path, YamlNode node) {
    switch (node) {
      case MapNode map ->
          map.entries().forEach(entry -> put(flat, path + "/" + entry.key().text(), entry.value()));
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          put(flat, path + "/" + i, list.items().get(i));
        }
      }
      case ScalarNode scalar -> {
        boolean free = FREE.stream().anyMatch(name -> path.contains("/" + name + "/"));
        if (free || !isZero(scalar)) {
          flat.put(path, scalar.text());
        }
      }
    }
  }
}
