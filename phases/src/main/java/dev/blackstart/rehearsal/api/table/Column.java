package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A column of a table.
 *
 * @param type JSON schema's word for its values
 * @param priority 0 for those that are always shown, 1 for those of {@code -o wide}
 */
public record Column(String name, String type, String format, int priority, Cell cell) {
  /** Makes a cell's value: a text, a number, a boolean or null. */
  @FunctionalInterface
  public interface Cell {
    Object of(JsonNode object, Instant now);
  }

  /** A cell that does not depend on the time. */
  @FunctionalInterface
  public interface Timeless {
    Object of(JsonNode object);
  }

  static Column text(String name, Timeless cell) {
    return new Column(name, "string", "", 0, (object, now) -> cell.of(object));
  }

  static Column number(String name, Timeless cell) {
    return new Column(name, "integer", "", 0, (object, now) -> cell.of(object));
  }

  static Column named() {
    return new Column(
        "Name",
        "string",
        "name",
        0,
        (object, now) -> object.path("metadata").path("name").asText());
  }

  static Column aged() {
    return new Column(
        "Age",
        "string",
        "",
        0,
        (object, now) ->
            Ages.since(object.path("metadata").path("creationTimestamp").asText(), now));
  }

  Column wide() {
    return new Column(name, type, format, 1, cell);
  }
}
