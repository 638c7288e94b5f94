package dev.blackstart.jhelm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.world.KubeObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The record Helm leaves when it dies in the middle of an upgrade. */
final class PendingRecord {
  private static final JsonMapper JSON = new JsonMapper();

  private PendingRecord() {}

  /**
   * @param first the record of revision 1
   */
  static KubeObject after(KubeObject first) throws Exception {
    byte[] packed = Base64.getDecoder().decode(first.text("data", "release"));
    ObjectNode release;
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      release = (ObjectNode) JSON.readTree(in);
    }
    release.put("version", 2);
    release.withObject("/info").put("status", "pending-upgrade");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(JSON.writeValueAsBytes(release));
    }
    Base64.Encoder encoder = Base64.getEncoder();
    String data = encoder.encodeToString(encoder.encode(bytes.toByteArray()));
    String name = first.name().replaceAll("\\.v1$", ".v2");
    return new KubeObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "type",
            "helm.sh/release.v1",
            "metadata",
            Map.of(
                "name",
                name,
                "namespace",
                first.namespace(),
                "labels",
                Map.of(
                    "owner",
                    "helm",
                    "name",
                    release.path("name").asText(),
                    "status",
                    "pending-upgrade",
                    "version",
                    "2")),
            "data",
            Map.of("release", data)));
  }
}
