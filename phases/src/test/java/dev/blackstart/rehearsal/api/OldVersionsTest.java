package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Clients that ask for a past that is no longer known are told to begin anew. */
class OldVersionsTest {
  @Test
  void whatIsTooOldIsGone() throws Exception {
    try (RunningServer server = RunningServer.embedded(10)) {
      ApiClient api = new ApiClient(server.url(), server.certificates(), server.client());
      String home = "/api/v1/namespaces/default/configmaps";
      for (int i = 0; i < 8; i++) {
        api.post(home, ContractSubject.configMap("c" + i, ""));
      }
      JsonNode page = api.get(home + "?limit=2").body();
      String version = page.path("metadata").path("resourceVersion").asText();
      for (int i = 0; i < 70; i++) {
        api.patch(home + "/c1", "merge-patch+json", "{\"data\":{\"a\":\"" + i + "\"}}");
      }
      ApiClient.Answer next =
          api.get(home + "?limit=2&continue=" + page.path("metadata").path("continue").asText());
      assertEquals(410, next.code());
      assertEquals("Expired", next.body().path("reason").asText());
      try (ApiClient.Watch watch = api.watch(home + "?watch=1&resourceVersion=" + version)) {
        JsonNode event = watch.next();
        assertEquals("ERROR", event.path("type").asText());
        assertEquals(410, event.path("object").path("code").asInt());
      }
    }
  }
}
