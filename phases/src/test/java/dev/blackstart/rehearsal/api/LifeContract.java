package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What controllers lean on: Jobs, Leases, Events, and namespaces that end. */
interface LifeContract extends ContractSubject {
  private String in(String group, String resource) {
    return group + "/namespaces/" + namespace() + "/" + resource;
  }

  private static String job(String policy, String image) {
    return """
    {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"hook"},
     "spec":{"template":{"spec":{"restartPolicy":"POLICY",
      "containers":[{"name":"main","image":"IMAGE"}]}}}}\
    """
        .replace("POLICY", policy)
        .replace("IMAGE", image);
  }

  private static String lease(int seconds) {
    return """
    {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"leader"},
     "spec":{"holderIdentity":"one","leaseDurationSeconds":SECONDS,
      "renewTime":"2026-01-01T00:00:00.000000Z"}}\
    """
        .replace("SECONDS", String.valueOf(seconds));
  }

  @Test
  default void anApplyThatSaysNothingIsOwnedByNobody() {
    String path = in("/api/v1", "serviceaccounts") + "/plain";
    String plain =
        "{\"apiVersion\":\"v1\",\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"plain\"}}";
    JsonNode created = created(api().apply(path, "one", plain));
    JsonNode again = ok(api().apply(path, "one", plain));
    assertEquals(created, again);
    assertFalse(again.path("metadata").has("managedFields"), again.toString());
    assertEquals(again, ok(api().get(path)));
  }

  @Test
  default void aJobSelectsItsOwnPods() {
    String jobs = in("/apis/batch/v1", "jobs");
    JsonNode job = created(api().post(jobs, job("Never", "example.org/a:1")));
    JsonNode spec = job.path("spec");
    String uid = job.path("metadata").path("uid").asText();
    assertEquals(1, spec.path("parallelism").asInt());
    assertEquals(1, spec.path("completions").asInt());
    assertEquals(6, spec.path("backoffLimit").asInt());
    assertEquals("NonIndexed", spec.path("completionMode").asText());
    assertFalse(spec.path("suspend").asBoolean(true));
    String label = "batch.kubernetes.io/controller-uid";
    assertEquals(uid, spec.path("selector").path("matchLabels").path(label).asText());
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    assertEquals(uid, labels.path(label).asText());
    assertEquals(uid, labels.path("controller-uid").asText());
    assertEquals("hook", labels.path("batch.kubernetes.io/job-name").asText());
    assertEquals("hook", labels.path("job-name").asText());
  }

  @Test
  default void whatAJobRunsDoesNotChange() {
    String jobs = in("/apis/batch/v1", "jobs");
    refused(422, "Invalid", api().post(jobs, job("Always", "example.org/a:1")));
    created(api().apply(jobs + "/hook", "one", job("Never", "example.org/a:1")));
    ApiClient.Answer changed =
        api().apply(jobs + "/hook?force=true", "one", job("Never", "example.org/a:2"));
    refused(422, "Invalid", changed);
    assertTrue(changed.message().contains("field is immutable"), changed.message());
  }

  @Test
  default void aLeaseIsRenewedByWhoKnowsItsVersion() {
    String leases = in("/apis/coordination.k8s.io/v1", "leases");
    ApiClient.Answer never = api().post(leases, lease(0));
    refused(422, "Invalid", never);
    assertEquals(
        "Lease.coordination.k8s.io \"leader\" is invalid: spec.leaseDurationSeconds: Invalid value:"
            + " 0: must be greater than 0",
        never.message());
    JsonNode lease = created(api().post(leases, lease(15)));
    assertEquals("2026-01-01T00:00:00.000000Z", lease.path("spec").path("renewTime").asText());
    JsonNode taken = lease.deepCopy();
    ((ObjectNode) taken.path("spec")).put("holderIdentity", "two");
    ok(api().put(leases + "/leader", taken));
    refused(409, "Conflict", api().put(leases + "/leader", taken));
  }

  @Test
  default void anEventIsOneInBothGroups() {
    String namespace = namespace();
    String core = "/api/v1/namespaces/" + namespace + "/events";
    String event =
        """
        {"apiVersion":"v1","kind":"Event","metadata":{"name":"web.1"},
         "involvedObject":{"apiVersion":"v1","kind":"Pod","name":"web","namespace":"NAMESPACE"},
         "reason":"Failed","message":"no such image","type":"Warning","count":3,
         "source":{"component":"kubelet"}}\
        """;
    created(api().post(core, event.replace("NAMESPACE", namespace)));
    JsonNode other =
        ok(api().get("/apis/events.k8s.io/v1/namespaces/" + namespace + "/events/web.1"));
    assertEquals("no such image", other.path("note").asText());
    assertEquals("Failed", other.path("reason").asText());
    assertEquals("web", other.path("regarding").path("name").asText());
    assertEquals(3, other.path("deprecatedCount").asInt());
    assertEquals("kubelet", other.path("deprecatedSource").path("component").asText());
    String foreign = event.replace("NAMESPACE", "elsewhere").replace("web.1", "web.2");
    ApiClient.Answer astray = api().post(core, foreign);
    refused(422, "Invalid", astray);
    assertEquals(
        "Event \"web.2\" is invalid: involvedObject.namespace: Invalid value: \"elsewhere\": does"
            + " not match event.namespace",
        astray.message());
    JsonNode selected =
        ok(api().get(core + "?fieldSelector=involvedObject.name%3Dweb,reason%3DFailed"));
    assertEquals(1, selected.path("items").size());
  }

  @Test
  default void intoANamespaceThatEndsNothingNewGoes() {
    String namespace = namespace();
    String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
    String held =
        ContractSubject.configMap("held", "\"a\":\"b\"")
            .replace(
                "{\"name\":\"held\"}",
                "{\"name\":\"held\",\"finalizers\":[\"example.org/holds\"]}");
    created(api().post(maps, held));
    JsonNode ending = ok(api().delete("/api/v1/namespaces/" + namespace));
    assertEquals("Terminating", ending.path("status").path("phase").asText(), ending.toString());
    assertTrue(ending.path("metadata").has("deletionTimestamp"), ending.toString());
    ApiClient.Answer late = api().post(maps, ContractSubject.configMap("late", "\"a\":\"b\""));
    refused(403, "Forbidden", late);
    assertEquals(
        "configmaps \"late\" is forbidden: unable to create new content in namespace "
            + namespace
            + " because it is being terminated",
        late.message());
    JsonNode cause = late.body().path("details").path("causes").path(0);
    assertEquals("NamespaceTerminating", cause.path("reason").asText());
    assertEquals("metadata.namespace", cause.path("field").asText());
  }
}
