package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private final List<KubeObject> objects = new ArrayList<>();

  private KubeObject.Ref given(String yaml) {
    KubeObject object = KubeApiContract.object("%s", yaml);
    objects.add(object);
    return object.ref();
  }

  private Rollout rollout(KubeObject.Ref... refs) {
    return Rollouts.of(
        List.of(refs),
        (apiVersion, kind) ->
            objects.stream()
                .filter(object -> object.text("apiVersion").equals(apiVersion))
                .filter(object -> object.kind().equals(kind))
                .toList());
  }

  private void pod(String name, String owner, String rest) {
    given(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: kube-system
          uid: uid-%s
          labels: {app: cilium, hash: x}
          ownerReferences: [{%s, controller: true}]
        %s
        """
            .formatted(name, name, owner, rest));
  }

  private KubeObject.Ref daemonSet(int desired, int available) {
    return given(
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: cilium, namespace: kube-system, generation: 2}
        spec: {selector: {matchLabels: {app: cilium}}}
        status:
          observedGeneration: 2
          desiredNumberScheduled: %d
          updatedNumberScheduled: %d
          numberAvailable: %d
        """
            .formatted(desired, desired, available));
  }

  @Test
  void aDaemonSetNamesTheNodesThatAreMissingAndWhy() {
    KubeObject.Ref cilium = daemonSet(3, 1);
    String owner = "kind: DaemonSet, name: cilium";
    pod(
        "cilium-a",
        owner,
        "spec: {nodeName: cp-1}\nstatus: {conditions: [{type: Ready, status: 'True'}]}");
    pod(
        "cilium-b",
        owner,
        """
        spec: {nodeName: cp-2}
        status:
          phase: Pending
          conditions: [{type: Ready, status: 'False', lastTransitionTime: '2026-01-02T03:04:05Z'}]
          initContainerStatuses:
            - {name: config, ready: true, state: {terminated: {exitCode: 0}}}
            - name: mount
              restartCount: 2
              state: {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}}
        """);
    pod(
        "cilium-c",
        owner,
        """
        spec: {nodeName: cp-3}
        status:
          phase: Pending
          containerStatuses: [{name: agent, state: {waiting: {reason: ContainerCreating}}}]
        """);
    given(
        """
        apiVersion: v1
        kind: Event
        metadata: {name: e1, namespace: kube-system}
        type: Warning
        reason: FailedMount
        message: no such secret
        lastTimestamp: '2026-01-01T00:00:02Z'
        involvedObject: {uid: uid-cilium-c}
        """);
    Rollout rollout = rollout(cilium);
    assertEquals(1, rollout.ready());
    assertEquals(3, rollout.total());
    assertEquals(
        List.of(
            new Waiting(
                "cp-2",
                "DaemonSet kube-system/cilium: init container mount: ImagePullBackOff: Back-off"
                    + " pulling image, 2 restarts",
                Optional.of(Instant.parse("2026-01-02T03:04:05Z"))),
            new Waiting(
                "cp-3",
                "DaemonSet kube-system/cilium: container agent: ContainerCreating (FailedMount: no"
                    + " such secret)")),
        rollout.waiting());
  }

  @Test
  void aDaemonSetIsCompleteWhenEveryPodIsAvailable() {
    assertTrue(rollout(daemonSet(3, 3)).complete());
  }

  @Test
  void whatItsControllerHasNotSeenIsNotComplete() {
    KubeObject.Ref ref =
        given(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: coredns, namespace: kube-system, generation: 2}
            spec: {replicas: 2, selector: {matchLabels: {app: cilium}}}
            status: {observedGeneration: 1, updatedReplicas: 2, availableReplicas: 2}
            """);
    Rollout rollout = rollout(ref);
    assertFalse(rollout.complete());
    assertEquals(0, rollout.ready());
    assertEquals("its controller has not seen it yet", rollout.waiting().getFirst().reason());
  }

  @Test
  void aDeploymentWithoutPodsSaysWhyTheyAreNotMade() {
    KubeObject.Ref ref =
        given(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: operator, namespace: kube-system, generation: 1}
            spec: {replicas: 2, selector: {matchLabels: {app: cilium}}}
            status:
              observedGeneration: 1
              conditions:
                - type: ReplicaFailure
                  status: 'True'
                  reason: FailedCreate
                  message: exceeded quota
            """);
    pod("operator-x-1", "kind: ReplicaSet, name: operator-x", "spec: {}");
    pod("other-x-1", "kind: ReplicaSet, name: other-x", "spec: {}");
    assertEquals(
        List.of(
            new Waiting("Pod kube-system/operator-x-1", "not scheduled yet"),
            new Waiting(
                "Deployment kube-system/operator",
                "1 of 2 pods created, FailedCreate: exceeded quota")),
        rollout(ref).waiting());
  }

  @Test
  void anUnschedulablePodSaysSo() {
    KubeObject.Ref ref =
        given(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: lone, namespace: default}
            status:
              conditions:
                - type: PodScheduled
                  status: 'False'
                  reason: Unschedulable
                  message: 0/3 nodes are available
            """);
    assertEquals(
        "Unschedulable: 0/3 nodes are available", rollout(ref).waiting().getFirst().reason());
  }

  @Test
  void aJobIsDoneWhenCompleteAndSaysWhyItFailed() {
    KubeObject.Ref done =
        given(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: done, namespace: default}
            status: {conditions: [{type: Complete, status: 'True'}]}
            """);
    KubeObject.Ref failed =
        given(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: failed, namespace: default}
            status:
              conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]
            """);
    Rollout rollout = rollout(done, failed);
    assertEquals(1, rollout.ready());
    assertEquals(2, rollout.total());
    assertEquals(
        List.of(new Waiting("Job default/failed", "failed: BackoffLimitExceeded")),
        rollout.waiting());
  }

  @Test
  void podsThatMayNotBeCreatedAreExplainedByTheEventOfTheirController() {
    KubeObject.Ref exporter =
        given(
            """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: exporter, namespace: default, uid: uid-exporter, generation: 1}
            spec: {selector: {matchLabels: {app: exporter}}}
            status: {observedGeneration: 1, desiredNumberScheduled: 2}
            """);
    given(
        """
        apiVersion: v1
        kind: Event
        metadata: {name: e2, namespace: default}
        type: Warning
        reason: FailedCreate
        message: violates PodSecurity
        lastTimestamp: '2026-01-01T00:00:02Z'
        involvedObject: {uid: uid-exporter}
        """);
    assertEquals(
        List.of(
            new Waiting(
                "DaemonSet default/exporter",
                "0 of 2 pods created, FailedCreate: violates PodSecurity")),
        rollout(exporter).waiting());
  }

  @Test
  void whatIsNotInTheClusterIsWaitedFor() {
    Rollout rollout =
        rollout(
            new KubeObject.Ref("apps/v1", "Deployment", "x", "y"),
            new KubeObject.Ref("v1", "ConfigMap", "x", "y"));
    assertEquals(1, rollout.total());
    assertEquals(List.of(new Waiting("Deployment x/y", "not in the cluster")), rollout.waiting());
  }
}
