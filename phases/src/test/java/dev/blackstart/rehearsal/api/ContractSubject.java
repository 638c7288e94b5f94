package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What the contract's tests are run against. */
interface ContractSubject {
  ApiClient api();

  RunningServer server();

  /** A new namespace of its own for a test. */
  default String namespace() {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    created(api().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + name + "\"}}"));
    return name;
  }

  default JsonNode created(ApiClient.Answer answer) {
    assertEquals(201, answer.code(), () -> answer.body().toString());
    return answer.body();
  }

  default JsonNode ok(ApiClient.Answer answer) {
    assertEquals(200, answer.code(), () -> answer.body().toString());
    return answer.body();
  }

  default void refused(int code, String reason, ApiClient.Answer answer) {
    assertEquals(code, answer.code(), () -> answer.body().toString());
    assertEquals(reason, answer.body().path("reason").asText());
    assertEquals("Status", answer.body().path("kind").asText());
  }

  static String configMap(String name, String data) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
        + name
        + "\"},\"data\":{"
        + data
        + "}}";
  }

  static String deployment(String name) {
    return """
    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"NAME","labels":{"app":"NAME"}},
     "spec":{"selector":{"matchLabels":{"app":"NAME"}},
      "template":{"metadata":{"labels":{"app":"NAME"}},
       "spec":{"containers":[{"name":"main","image":"example.org/web:1","ports":[{"containerPort":80}]}]}}}}\
    """
        .replace("NAME", name);
  }
}
