package dev.blackstart.rehearsal.node.cosi;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.blackstart.template.yaml.Yaml;
import java.util.Map;

/**
 * A resource as it should be seen.
 *
 * @param proto for typed readers
 * @param yaml for people; says what the proto says, so it is written only when that changes
 */
public record Published(
    ResourceKind kind, String id, ByteString proto, Object yaml, Map<String, String> annotations) {
  public static Published of(ResourceKind kind, String id, MessageLite proto, Object yaml) {
    return new Published(kind, id, proto.toByteString(), yaml, Map.of());
  }

  String yamlText() {
    return Yaml.write(yaml);
  }

  /** May hold a machine config, so it tells only what it is. */
  @Override
  public String toString() {
    return kind.display() + "/" + id;
  }
}
