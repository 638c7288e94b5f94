package dev.blackstart.template.kustomize;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Picks objects by type, name and namespace, each an anchored pattern, and by labels. */
final class Selector {
  private static final Set<String> FIELDS =
      Set.of(
          "group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector");

  private final Pattern group;
  private final Pattern version;
  private final Pattern kind;
  private final Pattern name;
  private final Pattern namespace;
  private final LabelSelector labels;
  private final LabelSelector annotations;

  Selector(Map<String, Object> selector) {
    for (String field : selector.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new KustomizeProblem("", "invalid Kustomization: unknown field \"" + field + "\"");
      }
    }
    group = pattern(selector, "group");
    version = pattern(selector, "version");
    kind = pattern(selector, "kind");
    name = pattern(selector, "name");
    namespace = pattern(selector, "namespace");
    labels = LabelSelector.parse(Values.text(selector, "labelSelector"));
    annotations = LabelSelector.parse(Values.text(selector, "annotationSelector"));
  }

  private static Pattern pattern(Map<String, Object> selector, String field) {
    String text = Values.text(selector, field);
    try {
      return text.isEmpty() ? null : Pattern.compile("^(?:" + text + ")$");
    } catch (PatternSyntaxException noPattern) {
      throw new KustomizeProblem("", "selector: " + field + " is no regular expression: " + text);
    }
  }

  List<Resource> select(ResourceList resources) {
    return resources.all().stream().filter(this::selects).toList();
  }

  private boolean selects(Resource resource) {
    ResourceId now = resource.id();
    ResourceId original = resource.originalId();
    return (matches(namespace, original.effectiveNamespace())
            || matches(namespace, now.effectiveNamespace()))
        && (matches(name, original.name()) || matches(name, now.name()))
        && matchesType(now)
        && matchesMetadata(resource);
  }

  boolean matchesType(ResourceId id) {
    return matches(group, id.group()) && matches(version, id.version()) && matches(kind, id.kind());
  }

  boolean matchesId(ResourceId id) {
    return matchesType(id) && matches(name, id.name()) && matches(namespace, id.namespace());
  }

  boolean matchesMetadata(Resource resource) {
    Map<String, Object> object = resource.object();
    return labels.matches(Values.texts(Values.at(object, "metadata", "labels")))
        && annotations.matches(Values.texts(Values.at(object, "metadata", "annotations")));
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern == null || pattern.matcher(text).matches();
  }
}
