package dev.blackstart.template.kustomize;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts objects into a namespace, and what names one in objects that live in none. */
final class NamespaceTransformer {
  private static final Set<String> BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");

  private final TransformerRules rules;
  private final ResourceList resources;

  NamespaceTransformer(TransformerRules rules, ResourceList resources) {
    this.rules = rules;
    this.resources = resources;
  }

  void run(String namespace) {
    run(namespace, false);
  }

  /**
   * The same, on request only where none is written yet.
   *
   * @param unsetOnly keeps the namespaces there are
   */
  void run(String namespace, boolean unsetOnly) {
    if (namespace.isEmpty()) {
      return;
    }
    for (Resource resource : resources.all()) {
      resource.remember();
      Map<String, Object> object = resource.object();
      ResourceId id = resource.id();
      if (!id.isClusterScoped() && !(unsetOnly && !id.namespace().isEmpty())) {
        Values.child(object, "metadata").put("namespace", namespace);
      }
      if (BINDINGS.contains(id.kind())) {
        setOnDefaultSubjects(object, namespace);
      }
      for (FieldSpec spec : rules.namespace) {
        if (spec.selects(id) && !isHandled(spec, id)) {
          spec.visit(object, () -> namespace, slot -> slot.set(namespace));
        }
      }
      demandUnique(resource);
    }
  }

  private static boolean isHandled(FieldSpec spec, ResourceId id) {
    return spec.path().equals("metadata/namespace")
        || (spec.path().equals("metadata/name") && !id.apiVersion().equals("v1"))
        || (spec.path().equals("subjects/namespace") && BINDINGS.contains(spec.kind()));
  }

  /** Only the account named "default" is surely meant to be the one of this namespace. */
  private static void setOnDefaultSubjects(Map<String, Object> object, String namespace) {
    for (Object subject : Values.asList(object.get("subjects"))) {
      if ("default".equals(Values.asMap(subject).get("name"))) {
        Values.asMap(subject).put("namespace", namespace);
      }
    }
  }

  private void demandUnique(Resource resource) {
    ResourceId id = resource.id();
    List<Resource> same = resources.all().stream().filter(other -> other.id().same(id)).toList();
    if (same.size() > 1) {
      throw new KustomizeProblem("", "namespace transformation produces ID conflict: " + same);
    }
  }
}
