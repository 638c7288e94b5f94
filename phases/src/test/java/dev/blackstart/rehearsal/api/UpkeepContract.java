package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the API server itself adds for those who clean up, store and report. */
interface UpkeepContract extends ContractSubject {
  private static String claim(String name, String spec) {
    return """
    {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"NAME"},
     "spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}SPEC}}\
    """
        .replace("NAME", name)
        .replace("SPEC", spec);
  }

  private static String job(String name) {
    return """
    {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"NAME"},
     "spec":{"template":{"spec":{"restartPolicy":"Never",
      "containers":[{"name":"main","image":"example.org/a:1"}]}}}}\
    """
        .replace("NAME", name);
  }

  @Test
  default void aClaimThatNamesNoClassGetsTheDefaultOne() throws Exception {
    String claims = "/api/v1/namespaces/" + namespace() + "/persistentvolumeclaims";
    String classes = "/apis/storage.k8s.io/v1/storageclasses";
    JsonNode before = created(api().post(claims, claim("before", "")));
    assertFalse(before.path("spec").has("storageClassName"), before.toString());
    created(
        api()
            .post(
                classes,
                """
                {"metadata":{"name":"usual",
                  "annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},
                 "provisioner":"example.org/none"}\
                """));
    try {
      // The server learns of a class by a watch of its own.
      String dry = claims + "?dryRun=All";
      for (int i = 0; i < 600; i++) {
        if (created(api().post(dry, claim("asks", ""))).path("spec").has("storageClassName")) {
          break;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      JsonNode usual = created(api().post(claims, claim("usual", "")));
      assertEquals("usual", usual.path("spec").path("storageClassName").asText());
      JsonNode none = created(api().post(claims, claim("none", ",\"storageClassName\":\"\"")));
      assertEquals("", none.path("spec").path("storageClassName").asText("absent"));
      JsonNode own = created(api().post(claims, claim("own", ",\"storageClassName\":\"own\"")));
      assertEquals("own", own.path("spec").path("storageClassName").asText());
      JsonNode applied = created(api().apply(claims + "/applied", "one", claim("applied", "")));
      assertEquals("usual", applied.path("spec").path("storageClassName").asText());
      String owned = applied.path("metadata").path("managedFields").toString();
      assertFalse(owned.contains("storageClassName"), owned);
    } finally {
      ok(api().delete(classes + "/usual"));
    }
  }

  @Test
  default void whoIsDeletedIsHeldAsThePolicySays() {
    String namespace = namespace();
    String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
    for (String name : new String[] {"first", "second", "third"}) {
      created(api().post(maps, ContractSubject.configMap(name, "\"a\":\"b\"")));
    }
    JsonNode gone = ok(api().delete(maps + "/first?propagationPolicy=Background"));
    assertEquals("Success", gone.path("status").asText(), gone.toString());
    assertEquals("first", gone.path("details").path("name").asText());
    assertTrue(gone.path("details").has("uid"), gone.toString());
    JsonNode waits = ok(api().delete(maps + "/second?propagationPolicy=Foreground"));
    assertEquals("[\"foregroundDeletion\"]", waits.at("/metadata/finalizers").toString());
    JsonNode leaves = ok(api().delete(maps + "/third?propagationPolicy=Orphan"));
    assertEquals("[\"orphan\"]", leaves.at("/metadata/finalizers").toString());
    assertEquals(0, leaves.at("/metadata/deletionGracePeriodSeconds").asInt(-1));
    ApiClient.Answer strange = api().delete(maps + "/fourth?propagationPolicy=Nothing");
    refused(422, "Invalid", strange);
    assertEquals(
        "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value:"
            + " \"Nothing\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"",
        strange.message());
  }

  @Test
  default void theDependentsOfAJobStayUnlessSomebodySaysSo() {
    String jobs = "/apis/batch/v1/namespaces/" + namespace() + "/jobs";
    created(api().post(jobs, job("plain")));
    created(api().post(jobs, job("said")));
    JsonNode plain = ok(api().delete(jobs + "/plain"));
    assertTrue(plain.at("/metadata/finalizers").toString().contains("\"orphan\""));
    JsonNode said = ok(api().delete(jobs + "/said?propagationPolicy=Background"));
    assertFalse(said.at("/metadata/finalizers").toString().contains("\"orphan\""));
  }

  @Test
  default void aSeriesOfEventsIsOneInBothGroups() {
    String namespace = namespace();
    String events = "/apis/events.k8s.io/v1/namespaces/" + namespace + "/events";
    String event =
        """
        {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"web.3"},
         "eventTime":"2026-01-01T00:00:00.000000Z","action":"Pulling","reason":"Failed",
         "reportingController":"example.org/one","reportingInstance":"one-1","type":"Warning",
         "note":"no such image",
         "regarding":{"apiVersion":"v1","kind":"Pod","name":"web","namespace":"NAMESPACE"}}\
        """
            .replace("NAMESPACE", namespace);
    created(api().post(events, event));
    JsonNode grown =
        ok(
            api()
                .patch(
                    events + "/web.3",
                    "merge-patch+json",
                    "{\"series\":{\"count\":2,\"lastObservedTime\":\"2026-01-01T00:01:00.000000Z\"}}"));
    assertEquals(2, grown.at("/series/count").asInt());
    JsonNode core = ok(api().get("/api/v1/namespaces/" + namespace + "/events/web.3"));
    assertEquals(2, core.at("/series/count").asInt());
    assertEquals("2026-01-01T00:01:00.000000Z", core.at("/series/lastObservedTime").asText());
    assertEquals("no such image", core.path("message").asText());
    assertEquals("example.org/one", core.path("reportingComponent").asText());
    ApiClient.Answer timeless =
        api()
            .post(
                events,
                event
                    .replace("web.3", "web.4")
                    .replace("\"eventTime\":\"2026-01-01T00:00:00.000000Z\",", ""));
    refused(422, "Invalid", timeless);
    assertEquals("Event \"web.4\" is invalid: eventTime: Required value", timeless.message());
    ApiClient.Answer idle =
        api().post(events, event.replace("web.3", "web.5").replace("\"action\":\"Pulling\",", ""));
    refused(422, "Invalid", idle);
    assertEquals("Event \"web.5\" is invalid: action: Required value", idle.message());
  }
}
