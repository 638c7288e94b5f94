package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How changes reach those who watch. */
interface WatchesContract extends ContractSubject {
  private String configMaps() {
    return "/api/v1/namespaces/" + namespace() + "/configmaps";
  }

  private static String labelled(String name, String label) {
    return "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"app\":\"" + label + "\"}}}";
  }

  @Test
  default void aWatchWithoutVersionBeginsWithWhatIsThere()
      throws IOException, InterruptedException {
    String home = configMaps();
    created(api().post(home, ContractSubject.configMap("old", "")));
    try (ApiClient.Watch watch = api().watch(home + "?watch=1")) {
      assertEquals("ADDED old", watch.line());
      created(api().post(home, ContractSubject.configMap("new", "")));
      assertEquals("ADDED new", watch.line());
      ok(api().patch(home + "/new", "merge-patch+json", "{\"data\":{\"a\":\"b\"}}"));
      assertEquals("MODIFIED new", watch.line());
      ok(api().delete(home + "/new"));
      assertEquals("DELETED new", watch.line());
    }
  }

  @Test
  default void aWatchFromAVersionBeginsBehindIt() throws IOException, InterruptedException {
    String home = configMaps();
    created(api().post(home, ContractSubject.configMap("one", "")));
    String version = ok(api().get(home)).path("metadata").path("resourceVersion").asText();
    created(api().post(home, ContractSubject.configMap("two", "")));
    try (ApiClient.Watch watch = api().watch(home + "?watch=true&resourceVersion=" + version)) {
      assertEquals("ADDED two", watch.line());
    }
  }

  @Test
  default void aWatchSeesObjectsComeIntoItsSelectionAndLeaveIt()
      throws IOException, InterruptedException {
    String home = configMaps();
    created(api().post(home, labelled("c", "other")));
    try (ApiClient.Watch watch = api().watch(home + "?watch=1&labelSelector=app%3Dweb")) {
      ok(
          api()
              .patch(
                  home + "/c",
                  "merge-patch+json",
                  "{\"metadata\":{\"labels\":{\"app\":\"web\"}}}"));
      assertEquals("ADDED c", watch.line());
      ok(
          api()
              .patch(
                  home + "/c",
                  "merge-patch+json",
                  "{\"metadata\":{\"labels\":{\"app\":\"gone\"}}}"));
      assertEquals("DELETED c", watch.line());
    }
  }

  @Test
  default void oneObjectCanBeWatchedByName() throws IOException, InterruptedException {
    String home = configMaps();
    created(api().post(home, ContractSubject.configMap("a", "")));
    created(api().post(home, ContractSubject.configMap("b", "")));
    try (ApiClient.Watch watch = api().watch(home + "?watch=1&fieldSelector=metadata.name%3Db")) {
      assertEquals("ADDED b", watch.line());
      ok(api().delete(home + "/a"));
      ok(api().delete(home + "/b"));
      assertEquals("DELETED b", watch.line());
    }
  }

  @Test
  default void initialEventsEndWithABookmark() throws IOException, InterruptedException {
    String home = configMaps();
    created(api().post(home, ContractSubject.configMap("a", "")));
    String query =
        "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&resourceVersion=";
    try (ApiClient.Watch watch = api().watch(home + query)) {
      assertEquals("ADDED a", watch.line());
      JsonNode bookmark = watch.next(event -> event.path("type").asText().equals("BOOKMARK"));
      JsonNode metadata = bookmark.path("object").path("metadata");
      assertEquals("true", metadata.path("annotations").path("k8s.io/initial-events-end").asText());
      assertTrue(metadata.path("resourceVersion").asLong() > 0);
      created(api().post(home, ContractSubject.configMap("b", "")));
      assertEquals("ADDED b", watch.line());
    }
  }

  @Test
  default void aWatchEndsWhenItsTimeIsOver() throws IOException, InterruptedException {
    String home = configMaps();
    try (ApiClient.Watch watch = api().watch(home + "?watch=1&timeoutSeconds=1")) {
      assertTrue(watch.next().isMissingNode());
    }
  }
}
