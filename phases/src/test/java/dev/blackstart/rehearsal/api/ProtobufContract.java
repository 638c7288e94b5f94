package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bodies in the protobuf that Go clients write. */
interface ProtobufContract extends ContractSubject {
  /** Writes the fields of a message. */
  interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] envelope(String apiVersion, String kind, byte[] raw) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(new byte[] {'k', '8', 's', 0});
    body.write(
        message(
            out -> {
              out.writeByteArray(
                  1,
                  message(
                      meta -> {
                        meta.writeString(1, apiVersion);
                        meta.writeString(2, kind);
                      }));
              out.writeByteArray(2, raw);
              out.writeString(3, "");
              out.writeString(4, "");
            }));
    return body.toByteArray();
  }

  private static byte[] entry(String key, byte[] value) throws IOException {
    return message(
        out -> {
          out.writeString(1, key);
          out.writeByteArray(2, value);
        });
  }

  @Test
  default void aSecretInProtobufIsReadAsOneInJson() throws IOException {
    byte[] secret =
        envelope(
            "v1",
            "Secret",
            message(
                out -> {
                  out.writeByteArray(
                      1,
                      message(
                          meta -> {
                            meta.writeString(1, "sh.helm.release.v1.web.v1");
                            // Go writes empty texts and times too.
                            meta.writeString(2, "");
                            meta.writeByteArray(8, new byte[0]);
                            meta.writeByteArray(
                                11, entry("owner", "helm".getBytes(StandardCharsets.UTF_8)));
                          }));
                  out.writeByteArray(2, entry("release", new byte[] {1, 2, 3}));
                  out.writeString(3, "helm.sh/release.v1");
                }));
    String path = "/api/v1/namespaces/" + namespace() + "/secrets";
    JsonNode created =
        created(
            api()
                .send(
                    "POST",
                    path,
                    "application/vnd.kubernetes.protobuf",
                    secret,
                    "Accept",
                    "application/json"));
    assertEquals("AQID", created.path("data").path("release").asText());
    assertEquals("helm.sh/release.v1", created.path("type").asText());
    assertEquals("helm", created.path("metadata").path("labels").path("owner").asText());
    assertFalse(created.path("metadata").has("generateName"));
  }

  @Test
  default void aWorkloadInProtobufKeepsZerosThatMeanSomething() throws IOException {
    byte[] labels = entry("app", "web".getBytes(StandardCharsets.UTF_8));
    byte[] container =
        message(
            out -> {
              out.writeString(1, "main");
              out.writeString(2, "example.org/web:1");
              out.writeByteArray(
                  6,
                  message(
                      port -> {
                        port.writeString(1, "");
                        port.writeInt32(2, 0);
                        port.writeInt32(3, 8080);
                        port.writeString(4, "TCP");
                      }));
              out.writeByteArray(
                  8,
                  message(
                      resources ->
                          resources.writeByteArray(
                              1, entry("cpu", message(q -> q.writeString(1, "500m"))))));
            });
    byte[] deployment =
        envelope(
            "apps/v1",
            "Deployment",
            message(
                out -> {
                  out.writeByteArray(1, message(meta -> meta.writeString(1, "web")));
                  out.writeByteArray(
                      2,
                      message(
                          spec -> {
                            spec.writeInt32(1, 0);
                            spec.writeByteArray(
                                2, message(selector -> selector.writeByteArray(1, labels)));
                            spec.writeByteArray(
                                3,
                                message(
                                    template -> {
                                      template.writeByteArray(
                                          1, message(meta -> meta.writeByteArray(11, labels)));
                                      template.writeByteArray(
                                          2,
                                          message(
                                              pod -> {
                                                pod.writeByteArray(
                                                    1,
                                                    message(
                                                        volume -> {
                                                          volume.writeString(1, "scratch");
                                                          volume.writeByteArray(
                                                              2,
                                                              message(
                                                                  source ->
                                                                      source.writeByteArray(
                                                                          2, new byte[0])));
                                                        }));
                                                pod.writeByteArray(2, container);
                                              }));
                                    }));
                          }));
                }));
    String path = "/apis/apps/v1/namespaces/" + namespace() + "/deployments";
    JsonNode created =
        created(
            api()
                .send(
                    "POST",
                    path,
                    "application/vnd.kubernetes.protobuf",
                    deployment,
                    "Accept",
                    "application/json"));
    assertEquals(0, created.path("spec").path("replicas").asInt(-1));
    JsonNode pod = created.path("spec").path("template").path("spec");
    assertEquals("{}", pod.path("volumes").path(0).path("emptyDir").toString());
    JsonNode main = pod.path("containers").path(0);
    assertEquals("500m", main.path("resources").path("limits").path("cpu").asText());
    assertEquals(8080, main.path("ports").path(0).path("containerPort").asInt());
    assertFalse(main.path("ports").path(0).has("hostPort"));
  }

  @Test
  default void deleteOptionsMayBeProtobuf() throws IOException {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    created(api().post(path, ContractSubject.configMap("c", "")));
    byte[] options =
        envelope("v1", "DeleteOptions", message(out -> out.writeString(4, "Background")));
    ok(
        api()
            .send(
                "DELETE",
                path + "/c",
                "application/vnd.kubernetes.protobuf",
                options,
                "Accept",
                "application/json"));
    refused(404, "NotFound", api().get(path + "/c"));
  }

  @Test
  default void otherBodiesAreRefused() {
    String path = "/api/v1/namespaces/default/configmaps";
    ApiClient.Answer text =
        api().send("POST", path, "text/plain", "a".getBytes(StandardCharsets.UTF_8));
    refused(415, "UnsupportedMediaType", text);
    refused(406, "NotAcceptable", api().get(path, "Accept", "text/html"));
  }
}
