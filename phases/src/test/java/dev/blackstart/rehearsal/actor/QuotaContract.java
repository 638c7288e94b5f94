package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import org.junit.jupiter.api.Test;

/** A namespace has room for as much as its quota says. */
interface QuotaContract extends PlayedServer.Subject {
  ResourceType QUOTAS = new ResourceType("", "v1", "resourcequotas", "ResourceQuota", true);

  private void quota(String namespace, String hard) throws Exception {
    played()
        .create(
            "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: few, namespace: %s}\nspec: {hard: {%s}}"
                .formatted(namespace, hard));
    played().await(QUOTAS, namespace, "few", quota -> quota.status().path("used").isObject());
  }

  private void used(String namespace, String name, String amount) {
    played()
        .await(
            QUOTAS,
            namespace,
            "few",
            quota -> quota.status().path("used").path(name).asText().equals(amount));
  }

  private String refused(String yaml) {
    ApiFailure refused = assertThrows(ApiFailure.class, () -> played().create(yaml));
    assertEquals(403, refused.status(), refused.getMessage());
    return refused.said();
  }

  private static String map(String namespace, String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: %s}"
        .formatted(name, namespace);
  }

  private static String pod(String namespace, String name, String requests) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, namespace: %s}
    spec:
      hostNetwork: true
      tolerations: [{operator: Exists}]
      containers: [{name: main, image: "a:1", resources: {%s}}]
    """
        .formatted(name, namespace, requests);
  }

  @Test
  default void whatIsOverTheQuotaIsForbiddenUntilSomethingGoes() throws Exception {
    String namespace = namespace();
    played().await(ResourceType.CONFIG_MAPS, namespace, "kube-root-ca.crt", any -> true);
    quota(namespace, "configmaps: 2, count/deployments.apps: 0");
    used(namespace, "configmaps", "1");
    played().create(map(namespace, "first"));
    used(namespace, "configmaps", "2");
    assertEquals(
        "configmaps \"second\" is forbidden: exceeded quota: few, requested: configmaps=1, used:"
            + " configmaps=2, limited: configmaps=2",
        refused(map(namespace, "second")));
    assertEquals(
        "deployments.apps \"web\" is forbidden: exceeded quota: few, requested:"
            + " count/deployments.apps=1, used: count/deployments.apps=0, limited:"
            + " count/deployments.apps=0",
        refused(DeploymentCase.of(namespace, "web", 1, "containers: [{name: main, image: web}]")));
    played().delete(ResourceType.CONFIG_MAPS, namespace, "first", "Background");
    used(namespace, "configmaps", "1");
    played().create(map(namespace, "second"));
    used(namespace, "configmaps", "2");
  }

  @Test
  default void podsAreCountedByWhatTheyAskFor() throws Exception {
    String namespace = namespace();
    quota(namespace, "pods: 5, requests.cpu: 1, limits.memory: 1Gi");
    assertEquals(
        "pods \"silent\" is forbidden: failed quota: few: must specify limits.memory for: main;"
            + " requests.cpu for: main",
        refused(pod(namespace, "silent", "")));
    played()
        .create(pod(namespace, "one", "requests: {cpu: 600m}, limits: {cpu: 1, memory: 512Mi}"));
    used(namespace, "requests.cpu", "600m");
    used(namespace, "limits.memory", "512Mi");
    assertEquals(
        "pods \"two\" is forbidden: exceeded quota: few, requested:"
            + " limits.memory=768Mi,requests.cpu=500m, used:"
            + " limits.memory=512Mi,requests.cpu=600m, limited: limits.memory=1Gi,requests.cpu=1",
        refused(pod(namespace, "two", "requests: {cpu: 500m}, limits: {cpu: 1, memory: 768Mi}")));
    played().delete(ResourceType.PODS, namespace, "one", "Background");
    used(namespace, "requests.cpu", "0");
    used(namespace, "pods", "0");
  }

  @Test
  default void aControllerTellsWhatItsQuotaForbids() throws Exception {
    String namespace = namespace();
    quota(namespace, "pods: 0");
    played()
        .create(DeploymentCase.of(namespace, "web", 1, "containers: [{name: main, image: web}]"));
    played()
        .awaitEvent(
            namespace,
            "ReplicaSet",
            "FailedCreate",
            "is forbidden: exceeded quota: few, requested: pods=1, used: pods=0, limited: pods=0");
    played().await(ResourceType.DEPLOYMENTS, namespace, "web", web -> web.isTrue("ReplicaFailure"));
  }
}
