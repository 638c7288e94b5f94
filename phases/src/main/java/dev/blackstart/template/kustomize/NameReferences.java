package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes objects that name another one follow its new name. */
final class NameReferences {
  private final List<Resource> resources;
  private final TransformerRules rules;
  private final Map<String, List<Resource>> byFormerName = new HashMap<>();

  NameReferences(ResourceList resources, TransformerRules rules) {
    this.resources = resources.all();
    this.rules = rules;
    for (Resource resource : this.resources) {
      Set<String> names = new HashSet<>();
      resource.previousIds().forEach(id -> names.add(id.name()));
      names.forEach(
          name -> byFormerName.computeIfAbsent(name, n -> new ArrayList<>()).add(resource));
    }
  }

  void update() {
    if (byFormerName.isEmpty()) {
      return;
    }
    for (Resource referrer : resources) {
      ResourceId original = referrer.originalId();
      for (TransformerRules.NameReference reference : rules.nameReferences) {
        for (FieldSpec spec : reference.referrers()) {
          if (spec.selects(original)) {
            FieldSpec now = new FieldSpec("", "", "", spec.path(), false);
            now.visit(
                referrer.object(), null, slot -> update(slot, referrer, reference, spec.path()));
          }
        }
      }
    }
  }

  private void update(
      FieldSpec.Slot slot,
      Resource referrer,
      TransformerRules.NameReference reference,
      String path) {
    switch (slot.get()) {
      case null -> {}
      case Map<?, ?> map -> updateMap(Values.asMap(map), referrer, reference, path);
      case List<?> list -> {
        List<Object> items = Values.asList(list);
        for (int i = 0; i < items.size(); i++) {
          update(new FieldSpec.ItemSlot(items, i), referrer, reference, path);
        }
      }
      default -> {
        Resource found =
            select(Values.scalar(slot.get()), candidate -> true, referrer, reference, path);
        if (found != null) {
          slot.set(found.id().name());
        }
      }
    }
  }

  /** A field that holds name and namespace, such as a subject of a binding. */
  private void updateMap(
      Map<String, Object> map,
      Resource referrer,
      TransformerRules.NameReference reference,
      String path) {
    if (!map.containsKey("name")) {
      throw new KustomizeProblem("", "path config error; no 'name' field in " + path);
    }
    String namespace = Values.text(map, "namespace");
    Predicate<Resource> inNamespace = candidate -> true;
    if (map.containsKey("namespace")) {
      boolean original =
          resources.stream()
              .anyMatch(other -> other.originalId().effectiveNamespace().equals(namespace));
      inNamespace =
          candidate ->
              (original ? candidate.originalId() : candidate.id())
                  .effectiveNamespace()
                  .equals(namespace);
    }
    Resource found = select(Values.text(map, "name"), inNamespace, referrer, reference, path);
    if (found == null) {
      return;
    }
    map.put("name", found.id().name());
    if (!found.id().namespace().isEmpty()) {
      map.put("namespace", found.id().namespace());
    }
  }

  private Resource select(
      String name,
      Predicate<Resource> inNamespace,
      Resource referrer,
      TransformerRules.NameReference reference,
      String path) {
    List<Resource> candidates =
        byFormerName.getOrDefault(name, List.of()).stream()
            .filter(candidate -> reachable(candidate, referrer))
            .filter(inNamespace)
            .filter(candidate -> wasOf(candidate, reference))
            .filter(candidate -> isRoleOf(candidate, referrer, path))
            .filter(candidate -> inSameNamespace(candidate, referrer))
            .toList();
    if (candidates.size() > 1) {
      candidates =
          candidates.stream().filter(candidate -> sameAffixes(candidate, referrer, true)).toList();
    }
    if (candidates.size() > 1) {
      candidates =
          candidates.stream().filter(candidate -> sameAffixes(candidate, referrer, false)).toList();
    }
    if (candidates.stream().map(candidate -> candidate.id().name()).distinct().count() > 1) {
      throw new KustomizeProblem(
          referrer.origin(), "found multiple possible referrals: " + candidates);
    }
    return candidates.isEmpty() ? null : candidates.getFirst();
  }

  private static boolean wasOf(Resource candidate, TransformerRules.NameReference reference) {
    return candidate.previousIds().stream()
        .anyMatch(id -> id.isOf(reference.group(), reference.version(), reference.kind()));
  }

  private static boolean isRoleOf(Resource candidate, Resource referrer, String path) {
    if (!path.endsWith("roleRef/name")) {
      return true;
    }
    String group = Values.text(referrer.object(), "roleRef", "apiGroup");
    String kind = Values.text(referrer.object(), "roleRef", "kind");
    return group.isEmpty()
        || kind.isEmpty()
        || candidate.previousIds().stream().anyMatch(id -> id.isOf(group, "", kind));
  }

  /** Same namespace, or one of both in none; a binding also sees the namespaces it names. */
  private static boolean reachable(Resource candidate, Resource referrer) {
    ResourceId from = referrer.id();
    ResourceId to = candidate.id();
    if (from.isClusterScoped()
        || to.isClusterScoped()
        || from.effectiveNamespace().equals(to.effectiveNamespace())) {
      return true;
    }
    return from.kind().equals("RoleBinding")
        && Values.asList(referrer.object().get("subjects")).stream()
            .map(Values::asMap)
            .anyMatch(
                subject ->
                    "ServiceAccount".equals(subject.get("kind"))
                        && to.namespace().equals(subject.get("namespace")));
  }

  private static boolean inSameNamespace(Resource candidate, Resource referrer) {
    ResourceId from = referrer.id();
    ResourceId to = candidate.id();
    return from.isClusterScoped()
        || to.isClusterScoped()
        || to.kind().equals("ServiceAccount")
        || from.effectiveNamespace().equals(to.effectiveNamespace());
  }

  private static boolean sameAffixes(Resource one, Resource other, boolean emptyFits) {
    return sameEnding(one.prefixes(), other.prefixes(), emptyFits)
        && sameEnding(one.suffixes(), other.suffixes(), emptyFits);
  }

  private static boolean sameEnding(List<String> one, List<String> other, boolean emptyFits) {
    if (emptyFits && (one.isEmpty() || other.isEmpty())) {
      return true;
    }
    int length = Math.min(one.size(), other.size());
    return length == 0
        ? one.size() == other.size()
        : one.subList(one.size() - length, one.size())
            .equals(other.subList(other.size() - length, other.size()));
  }
}
