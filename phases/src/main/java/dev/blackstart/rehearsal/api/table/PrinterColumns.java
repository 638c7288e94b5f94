package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The columns that a custom resource's definition asks for. */
final class PrinterColumns {
  private PrinterColumns() {}

  static List<Column> of(JsonNode definition) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.named());
    JsonNode wanted = definition.path("additionalPrinterColumns");
    if (wanted.isEmpty()) {
      columns.add(Column.aged());
    }
    for (JsonNode column : wanted) {
      String type = column.path("type").asText();
      JsonPath path = JsonPath.compile(column.path("jsonPath").asText());
      columns.add(
          new Column(
              column.path("name").asText(),
              type,
              column.path("format").asText(),
              column.path("priority").asInt(),
              (object, now) -> {
                JsonNode value = path.first(object);
                if (value == null || value.isNull()) {
                  return null;
                }
                return switch (type) {
                  case "date" -> Ages.since(value.asText(), now);
                  case "integer" -> value.isNumber() ? value : null;
                  case "number" -> value.isNumber() ? value : null;
                  case "boolean" -> value.isBoolean() ? value : null;
                  default -> value.isContainerNode() ? value.toString() : value.asText();
                };
              }));
    }
    return columns;
  }
}
