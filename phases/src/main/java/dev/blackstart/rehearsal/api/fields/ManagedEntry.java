package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One entry of {@code metadata.managedFields}: what one manager owns by one kind of write. */
record ManagedEntry(
    String manager,
    boolean applied,
    String apiVersion,
    String time,
    String subresource,
    FieldSet fields) {

  private static final Comparator<ManagedEntry> ORDER =
      Comparator.comparing((ManagedEntry e) -> !e.applied())
          .thenComparing(ManagedEntry::time)
          .thenComparing(ManagedEntry::manager)
          .thenComparing(ManagedEntry::subresource);

  /** Whether both are the same manager writing in the same way. */
  boolean sameManager(ManagedEntry other) {
    return manager.equals(other.manager)
        && applied == other.applied
        && subresource.equals(other.subresource)
        && (applied || apiVersion.equals(other.apiVersion));
  }

  ManagedEntry with(FieldSet other) {
    return new ManagedEntry(manager, applied, apiVersion, time, subresource, other);
  }

  ManagedEntry at(String other) {
    return new ManagedEntry(manager, applied, apiVersion, other, subresource, fields);
  }

  /** Reads an object's entries. */
  static List<ManagedEntry> of(JsonNode object) {
    List<ManagedEntry> entries = new ArrayList<>();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      if (entry.has("operation")) {
        entries.add(
            new ManagedEntry(
                entry.path("manager").asText(),
                entry.path("operation").asText().equals("Apply"),
                entry.path("apiVersion").asText(),
                entry.path("time").asText(),
                entry.path("subresource").asText(),
                FieldSet.parse(entry.path("fieldsV1"))));
      }
    }
    return entries;
  }

  /** Writes the entries that own anything into an object. */
  static void write(List<ManagedEntry> entries, ObjectNode object) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    List<ManagedEntry> owning =
        entries.stream().filter(e -> !e.fields().isEmpty()).sorted(ORDER).toList();
    if (owning.isEmpty()) {
      metadata.remove("managedFields");
      return;
    }
    ArrayNode list = metadata.putArray("managedFields");
    for (ManagedEntry entry : owning) {
      ObjectNode json = list.addObject();
      json.put("manager", entry.manager());
      json.put("operation", entry.applied() ? "Apply" : "Update");
      json.put("apiVersion", entry.apiVersion());
      if (!entry.time().isEmpty()) {
        json.put("time", entry.time());
      }
      json.put("fieldsType", "FieldsV1");
      json.set("fieldsV1", entry.fields().toJson());
      if (!entry.subresource().isEmpty()) {
        json.put("subresource", entry.subresource());
      }
    }
  }
}
