package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The objects of a build in the order they came, no two of one id. */
final class ResourceList {
  private final List<Resource> resources = new ArrayList<>();

  List<Resource> all() {
    return List.copyOf(resources);
  }

  void add(Resource added) {
    ResourceId id = added.id();
    for (Resource there : resources) {
      if (there.id().same(id)) {
        throw new KustomizeProblem(
            KustomizeProblem.Kind.TWICE,
            "",
            "may not add resource with an already registered id: " + id + from(there, added));
      }
    }
    resources.add(added);
  }

  private static String from(Resource first, Resource second) {
    return first.origin().equals(second.origin())
        ? " (twice in " + first.origin() + ")"
        : " (first in " + first.origin() + ")";
  }

  void addAll(ResourceList other) {
    other.resources.forEach(this::add);
  }

  void removeIf(Predicate<Resource> unwanted) {
    resources.removeIf(unwanted);
  }

  List<Resource> withAnyId(Predicate<ResourceId> wanted) {
    return resources.stream()
        .filter(resource -> resource.allIds().stream().anyMatch(wanted))
        .toList();
  }

  /** The only object that has or had this id. */
  Resource only(ResourceId id) {
    List<Resource> found = withAnyId(id::same);
    if (found.size() == 1) {
      return found.getFirst();
    }
    String count = found.isEmpty() ? "no matches" : "multiple matches";
    throw new KustomizeProblem(
        "", count + " for Id " + id + "; failed to find unique target for patch " + id);
  }

  /** Adds what a generator made, or lets it merge with or replace what is there. */
  void absorb(Resource made) {
    ResourceId id = made.id();
    List<Resource> found = withAnyId(id::same);
    switch (made.behavior()) {
      case CREATE -> {
        if (!found.isEmpty()) {
          throw new KustomizeProblem(
              "",
              "id "
                  + id
                  + " exists; behavior must be merge or replace (first in "
                  + found.getFirst().origin()
                  + ")");
        }
        add(made);
      }
      case MERGE, REPLACE -> {
        if (found.size() != 1) {
          throw new KustomizeProblem(
              "",
              found.isEmpty()
                  ? "id " + id + " does not exist; cannot merge or replace"
                  : "found multiple objects that could accept merge of " + id);
        }
        Resource old = found.getFirst();
        if (made.behavior() == Resource.Behavior.MERGE) {
          mergeData(made, old, "data");
          mergeData(made, old, "binaryData");
        }
        mergeMetadata(Values.child(made.object(), "metadata"), Values.at(old.object(), "metadata"));
        resources.set(resources.indexOf(old), made);
        made.inherit(old, made.hashed() && old.hashed());
      }
    }
  }

  private static void mergeData(Resource made, Resource old, String field) {
    Map<String, Object> merged = new LinkedHashMap<>(Values.asMap(old.object().get(field)));
    merged.putAll(Values.asMap(made.object().get(field)));
    if (!merged.isEmpty()) {
      made.object().put(field, merged);
    }
  }

  /** Labels and annotations of both, the new ones winning; name and namespace of the old one. */
  private static void mergeMetadata(Map<String, Object> metadata, Object old) {
    for (String field : List.of("labels", "annotations")) {
      Map<String, Object> merged = new LinkedHashMap<>(Values.asMap(Values.asMap(old).get(field)));
      merged.putAll(Values.asMap(metadata.get(field)));
      if (!merged.isEmpty()) {
        metadata.put(field, merged);
      }
    }
    for (String field : List.of("name", "namespace")) {
      if (Values.asMap(old).containsKey(field)) {
        metadata.put(field, Values.asMap(old).get(field));
      }
    }
  }
}
