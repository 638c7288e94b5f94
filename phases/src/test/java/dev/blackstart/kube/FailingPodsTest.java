package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.blackstart.world.Failing;
import dev.blackstart.world.Failing.Cause;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailingPodsTest {
  private final List<KubeObject> objects = new ArrayList<>();

  private KubeObject given(String yaml, Object... values) {
    KubeObject object = KubeApiContract.object("%s", yaml.formatted(values));
    objects.add(object);
    return object;
  }

  private List<Failing> failing(KubeObject of) {
    return Rollouts.of(
            List.of(of.ref()),
            (apiVersion, kind) ->
                objects.stream()
                    .filter(object -> object.text("apiVersion").equals(apiVersion))
                    .filter(object -> object.kind().equals(kind))
                    .toList())
        .failing();
  }

  private KubeObject deployment(String status) {
    return given(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default, uid: uid-web, generation: 1}
        spec: {replicas: 1, selector: {matchLabels: {app: web}}}
        status: {observedGeneration: 1%s}
        """,
        status);
  }

  private void set(String hash, int revision) {
    given(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: web-%s
          namespace: default
          uid: uid-web-%s
          labels: {app: web, pod-template-hash: "%s"}
          annotations: {deployment.kubernetes.io/revision: "%d"}
          ownerReferences: [{kind: Deployment, name: web, uid: uid-web, controller: true}]
        """,
        hash, hash, hash, revision);
  }

  private void pod(String hash, String container) {
    given(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-%s-x
          namespace: default
          uid: uid-web-%s-x
          labels: {app: web, pod-template-hash: "%s"}
          ownerReferences: [{kind: ReplicaSet, name: web-%s, controller: true}]
        spec: {nodeName: infra-01}
        status: {phase: Pending, containerStatuses: [{name: web, %s}]}
        """,
        hash, hash, hash, hash, container);
  }

  private void event(String name, String uid, String reason, String time, String message) {
    given(
        """
        apiVersion: v1
        kind: Event
        metadata: {name: %s, namespace: default, resourceVersion: "%s"}
        type: Warning
        reason: %s
        message: '%s'
        lastTimestamp: '2026-01-01T00:00:%sZ'
        involvedObject: {kind: ReplicaSet, name: web-a, uid: %s}
        """,
        name, time, reason, message, time, uid);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not found | 1
          pull access denied, repository does not exist or may require authorization | 1
          unexpected status from HEAD request to https://ghcr.io/v2/: 403 Forbidden | 1
          no match for platform in manifest | 1
          429 Too Many Requests: toomanyrequests: rate limit, unauthorized | 0
          dial tcp: lookup ghcr.io: no such host | 0
          failed to authorize: failed to fetch oauth token: 503 Service Unavailable | 0
          net/http: TLS handshake timeout | 0
          """)
  void onlyARegistrysNoIsFinal(String said, int count) {
    KubeObject web = deployment("");
    set("a", 1);
    pod("a", "image: web:1, state: {waiting: {reason: ImagePullBackOff, message: Back-off}}");
    event("e1", "uid-web-a-x", "Failed", "01", "Failed to pull image \"web:1\": " + said);
    event("e2", "uid-web-a-x", "Failed", "02", "Error: ImagePullBackOff");
    assertEquals(count, failing(web).size());
  }

  @Test
  void anImageThatIsNowhereNamesPodNodeContainerAndTheRegistrysWords() {
    KubeObject web = deployment("");
    set("a", 1);
    pod("a", "image: web:1, state: {waiting: {reason: ImagePullBackOff, message: Back-off}}");
    event("e1", "uid-web-a-x", "Failed", "01", "Failed to pull image \"web:1\": not found");
    Failing first = failing(web).getFirst();
    assertEquals(Cause.IMAGE, first.cause());
    assertEquals(
        "Pod default/web-a-x on infra-01: container web: ImagePullBackOff: Back-off (Failed:"
            + " Failed to pull image \"web:1\": not found)",
        first.toString());
    event("e3", "uid-web-a-x", "Failed", "09", "Failed to pull image \"web:1\": not found");
    assertNotEquals(first.stamp(), failing(web).getFirst().stamp());
  }

  @Test
  void aContainerThatEndsAgainAndAgainFails() {
    KubeObject web = deployment("");
    set("a", 1);
    String crash = "image: a, state: {waiting: {reason: CrashLoopBackOff}}, restartCount: ";
    pod("a", crash + 2);
    assertEquals(List.of(), failing(web));
    objects.removeLast();
    pod("a", crash + 3);
    assertEquals(Cause.CRASH, failing(web).getFirst().cause());
  }

  @Test
  void aPodOfAnOlderRevisionDoesNotCount() {
    KubeObject web = deployment("");
    set("a", 1);
    set("b", 2);
    pod("a", "image: a, state: {waiting: {reason: InvalidImageName}}");
    assertEquals(List.of(), failing(web));
    pod("b", "image: b, state: {waiting: {reason: InvalidImageName}}");
    assertEquals("Pod default/web-b-x on infra-01", failing(web).getFirst().who());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods "web" is forbidden: exceeded quota: pods, used: pods=1 | QUOTA
          pods "web" is forbidden: violates PodSecurity "baseline:latest" | ADMISSION
          admission webhook "x" denied the request: no | ADMISSION
          Internal error occurred: failed calling webhook "x": connection refused |
          pods "web" is forbidden: error looking up service account default/web |
          """)
  void aRefusalIsFinalWhenSomebodySaidNo(String message, Cause cause) {
    KubeObject web =
        deployment(
            ", conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: '"
                + message
                + "'}]");
    set("a", 1);
    event("e1", "uid-web-a", "FailedCreate", "01", "Error creating: " + message);
    assertEquals(
        cause == null ? List.of() : List.of(cause),
        failing(web).stream().map(Failing::cause).toList());
  }

  @Test
  void aJobThatGaveUpFails() {
    KubeObject job =
        given(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: check, namespace: default, uid: uid-check}
            status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}
            """);
    assertEquals(
        List.of(
            new Failing(
                "Job default/check", "failed: BackoffLimitExceeded", Cause.JOB, "uid-check")),
        failing(job));
  }
}
