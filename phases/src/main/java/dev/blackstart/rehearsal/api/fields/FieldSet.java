package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of paths into an object: a tree whose members are marked. A step is written as in {@code
 * fieldsV1}: {@code f:name} for a field, {@code k:{"name":"web"}} for a list entry by its keys,
 * {@code v:"x"} for one by its value.
 */
final class FieldSet {
  private final TreeMap<String, FieldSet> children = new TreeMap<>();
  private boolean member;

  boolean isMember() {
    return member;
  }

  void markMember() {
    member = true;
  }

  Map<String, FieldSet> children() {
    return children;
  }

  /** The set below a step, made if it is not there. */
  FieldSet at(String step) {
    return children.computeIfAbsent(step, s -> new FieldSet());
  }

  /** The set below a step, or an empty one. */
  FieldSet below(String step) {
    return children.getOrDefault(step, new FieldSet());
  }

  boolean isEmpty() {
    return !member && children.values().stream().allMatch(FieldSet::isEmpty);
  }

  FieldSet union(FieldSet other) {
    FieldSet result = new FieldSet();
    result.member = member || other.member;
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      result.children.put(child.getKey(), child.getValue().union(other.below(child.getKey())));
    }
    for (Map.Entry<String, FieldSet> child : other.children.entrySet()) {
      result.children.computeIfAbsent(
          child.getKey(), step -> child.getValue().union(new FieldSet()));
    }
    return result;
  }

  FieldSet intersection(FieldSet other) {
    FieldSet result = new FieldSet();
    result.member = member && other.member;
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      FieldSet both = child.getValue().intersection(other.below(child.getKey()));
      if (!both.isEmpty()) {
        result.children.put(child.getKey(), both);
      }
    }
    return result;
  }

  FieldSet difference(FieldSet other) {
    FieldSet result = new FieldSet();
    result.member = member && !other.member;
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      FieldSet rest = child.getValue().difference(other.below(child.getKey()));
      if (!rest.isEmpty()) {
        result.children.put(child.getKey(), rest);
      }
    }
    return result;
  }

  /** This set without the members of another and everything below them. */
  FieldSet recursiveDifference(FieldSet other) {
    FieldSet result = new FieldSet();
    result.member = member && !other.member;
    if (other.member) {
      return result;
    }
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      FieldSet theirs = other.below(child.getKey());
      FieldSet rest = child.getValue().recursiveDifference(theirs);
      if (!rest.isEmpty()) {
        result.children.put(child.getKey(), rest);
      }
    }
    return result;
  }

  /** The paths of the members, such as {@code .spec.containers[name="web"].image}. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String path, List<String> paths) {
    if (member) {
      paths.add(path);
    }
    children.forEach((step, child) -> child.collect(path + shown(step), paths));
  }

  private static String shown(String step) {
    String rest = step.substring(2);
    if (step.startsWith("f:")) {
      return "." + rest;
    }
    if (step.startsWith("k:")) {
      List<String> keys = new ArrayList<>();
      for (Map.Entry<String, JsonNode> key : Steps.parse(rest).properties()) {
        keys.add(key.getKey() + "=" + key.getValue());
      }
      return "[" + String.join(",", keys) + "]";
    }
    return "[=" + rest + "]";
  }

  /** The set as {@code fieldsV1} has it. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (member && !children.isEmpty()) {
      json.putObject(".");
    }
    children.forEach(
        (step, child) -> {
          if (!child.isEmpty()) {
            json.set(step, child.toJson());
          }
        });
    return json;
  }

  /** Reads a {@code fieldsV1}. */
  static FieldSet parse(JsonNode fields) {
    FieldSet set = parseBelow(fields);
    // The root is not a member of itself.
    set.member = false;
    return set;
  }

  private static FieldSet parseBelow(JsonNode fields) {
    FieldSet set = new FieldSet();
    set.member = fields.isEmpty() || fields.has(".");
    for (Map.Entry<String, JsonNode> child : fields.properties()) {
      if (!child.getKey().equals(".")) {
        set.children.put(child.getKey(), parseBelow(child.getValue()));
      }
    }
    return set;
  }
}
