package dev.blackstart.rehearsal.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.FieldSelector;
import dev.blackstart.rehearsal.api.storage.LabelSelector;
import java.util.HashSet;
import java.util.Set;

/** The objects that a client wants of a collection: by labels and by fields. */
public record Selection(LabelSelector labels, FieldSelector fields) {
  /** Reads the selectors of a request. */
  public static Selection of(ResourceType type, HttpRequest request) {
    Set<String> selectable = new HashSet<>();
    for (JsonNode field : type.definition().path("selectableFields")) {
      selectable.add(field.path("jsonPath").asText().replaceFirst("^\\.", ""));
    }
    return new Selection(
        LabelSelector.parse(request.parameter("labelSelector")),
        FieldSelector.parse(request.parameter("fieldSelector"), type.stored(), selectable));
  }

  /** One object of the collection, by its name. */
  public Selection named(ResourceType type, String name) {
    return new Selection(
        labels, FieldSelector.parse("metadata.name=" + name, type.stored(), Set.of()));
  }

  public boolean matches(JsonNode object) {
    return labels.matches(object) && fields.matches(object);
  }
}
