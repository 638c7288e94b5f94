package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.storage.Change;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which object is where by its uid, and which objects name it as their owner. */
final class OwnerIndex {
  /** An object's place in the store. */
  record Place(GroupResource resource, String namespace, String name) {
    static Place of(GroupResource resource, JsonNode object) {
      JsonNode metadata = object.path("metadata");
      return new Place(
          resource, metadata.path("namespace").asText(), metadata.path("name").asText());
    }
  }

  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Map<String, Set<Place>> dependents = new ConcurrentHashMap<>();

  void changed(GroupResource resource, Change change) {
    Place place = Place.of(resource, change.object());
    String uid = change.object().path("metadata").path("uid").asText();
    if (change.previous() != null) {
      owners(change.previous()).forEach(owner -> forget(owner, place));
    }
    if (change.kind() == Change.Kind.DELETED) {
      places.remove(uid, place);
    } else {
      places.put(uid, place);
      owners(change.object())
          .forEach(
              owner ->
                  dependents.computeIfAbsent(owner, o -> ConcurrentHashMap.newKeySet()).add(place));
    }
  }

  private void forget(String owner, Place place) {
    dependents.computeIfPresent(
        owner,
        (o, set) -> {
          set.remove(place);
          return set.isEmpty() ? null : set;
        });
  }

  /** The uids of an object's owners. */
  static List<String> owners(JsonNode object) {
    JsonNode references = object.path("metadata").path("ownerReferences");
    if (references.isEmpty()) {
      return List.of();
    }
    List<String> owners = new ArrayList<>();
    references.forEach(reference -> owners.add(reference.path("uid").asText()));
    return owners;
  }

  /** Where the object of a uid is, or null when there is none. */
  Place place(String uid) {
    return places.get(uid);
  }

  List<Place> dependents(String uid) {
    return List.copyOf(dependents.getOrDefault(uid, Set.of()));
  }
}
