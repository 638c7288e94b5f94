package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes {@code meta/v1 Table}s: columns by resource, a row for each object. */
public final class Tables {
  private static final List<Column> PLAIN = List.of(Column.named(), Column.aged());

  private final Map<String, List<Column>> builtIn = new HashMap<>();

  public Tables() {
    CoreColumns.addTo(builtIn);
    WorkloadColumns.addTo(builtIn);
    ClusterColumns.addTo(builtIn);
    RareColumns.addTo(builtIn);
  }

  /** The columns of a resource. */
  public List<Column> columns(ResourceType type) {
    if (type.custom()) {
      return PrinterColumns.of(type.definition());
    }
    return builtIn.getOrDefault(type.stored().toString(), PLAIN);
  }

  /** A table without rows. */
  public ObjectNode table(ResourceType type, boolean headers) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("kind", "Table");
    table.put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata");
    ArrayNode definitions = table.putArray("columnDefinitions");
    for (Column column : headers ? columns(type) : List.<Column>of()) {
      definitions
          .addObject()
          .put("name", column.name())
          .put("type", column.type())
          .put("format", column.format())
          .put("description", "")
          .put("priority", column.priority());
    }
    table.putArray("rows");
    return table;
  }

  /**
   * An object's row; {@code shown} is the form in which the object itself comes along, null for not
   * at all.
   */
  public ObjectNode row(ResourceType type, JsonNode object, JsonNode shown, Instant now) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    ArrayNode cells = row.putArray("cells");
    for (Column column : columns(type)) {
      cells.add(value(cells, column.cell().of(object, now)));
    }
    if (shown != null) {
      row.set("object", shown);
    }
    return row;
  }

  private static JsonNode value(ArrayNode nodes, Object value) {
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Boolean yes) {
      return nodes.booleanNode(yes);
    }
    if (value instanceof Number number) {
      return nodes.numberNode(number.longValue());
    }
    return value == null ? nodes.nullNode() : nodes.textNode(value.toString());
  }
}
