package dev.blackstart.rehearsal.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * Reads the protobuf values that are one value in JSON: numbers and texts, times, quantities, raw
 * JSON.
 */
final class ProtobufScalars {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private ProtobufScalars() {}

  /** The value, or null when the type is a message of fields. */
  static JsonNode read(CodedInputStream in, String type) throws IOException {
    return switch (type) {
      case "string" -> NODES.textNode(in.readString());
      case "bytes" -> NODES.textNode(Base64.getEncoder().encodeToString(in.readByteArray()));
      case "boolean" -> NODES.booleanNode(in.readBool());
      case "int32", "int64" -> integer(in.readInt64());
      case "double" -> NODES.numberNode(in.readDouble());
      case "duration" -> NODES.textNode(in.readInt64() / 1_000_000_000L + "s");
      case "time", "microtime" -> time(in.readByteArray(), type.equals("microtime"));
      case "quantity" -> text(in.readByteArray());
      case "intorstring" -> intOrString(in.readByteArray());
      case "raw", "json", "fields" -> raw(in.readByteArray());
      default -> null;
    };
  }

  /**
   * The node that a JSON parser would make of the same number, so that equal values are equal
   * nodes.
   */
  private static JsonNode integer(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private static JsonNode time(byte[] bytes, boolean micros) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    long seconds = 0;
    int nanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> seconds = in.readInt64();
        case 2 -> nanos = in.readInt32();
        default -> in.skipField(tag);
      }
    }
    if (bytes.length == 0 || seconds == 0 && nanos == 0) {
      return NODES.nullNode();
    }
    Instant at = Instant.ofEpochSecond(seconds, micros ? nanos : 0);
    return NODES.textNode(micros ? MICROS.format(at) : at.toString());
  }

  private static JsonNode text(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String text = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      text = in.readString();
    }
    return NODES.textNode(text);
  }

  private static JsonNode intOrString(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    long type = 0;
    long number = 0;
    String text = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> type = in.readInt64();
        case 2 -> number = in.readInt64();
        case 3 -> text = in.readString();
        default -> in.skipField(tag);
      }
    }
    return type == 0 ? integer(number) : NODES.textNode(text);
  }

  private static JsonNode raw(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    JsonNode node = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      byte[] json = in.readByteArray();
      node = json.length == 0 ? NODES.nullNode() : JSON.readTree(json);
    }
    return node;
  }
}
