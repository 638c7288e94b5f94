package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What a namespace's level of Pod Security keeps out, in the server's words. */
interface PodSecurityContract extends ContractSubject {
  private String guarded(String level) {
    String name = namespace();
    ok(
        api()
            .patch(
                "/api/v1/namespaces/" + name,
                "merge-patch+json",
                "{\"metadata\":{\"labels\":{\"pod-security.kubernetes.io/enforce\":\""
                    + level
                    + "\"}}}"));
    // Nobody beside a bare server makes it.
    api()
        .post(
            "/api/v1/namespaces/" + name + "/serviceaccounts",
            "{\"metadata\":{\"name\":\"default\"}}");
    return "/api/v1/namespaces/" + name + "/pods";
  }

  private static String pod(String spec) {
    return "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"automountServiceAccountToken\":false,"
        + spec
        + "}}";
  }

  private void violates(String level, String spec, String violations) {
    ApiClient.Answer answer = api().post(guarded(level), pod(spec));
    refused(403, "Forbidden", answer);
    assertEquals(
        "pods \"p\" is forbidden: violates PodSecurity \"" + level + ":latest\": " + violations,
        answer.message());
  }

  @Test
  default void baselineKeepsOutWhatReachesTheHost() {
    violates(
        "baseline",
        """
        "hostNetwork":true,"hostPID":true,
        "volumes":[{"name":"sys","hostPath":{"path":"/sys"}},{"name":"tmp","emptyDir":{}}],
        "containers":[{"name":"a","image":"a","ports":[{"containerPort":80,"hostPort":80}],
          "securityContext":{"privileged":true}}]
        """,
        "host namespaces (hostNetwork=true, hostPID=true), hostPath volumes (volume \"sys\"),"
            + " hostPort (container \"a\" uses hostPort 80), privileged (container \"a\" must not"
            + " set securityContext.privileged=true)");
    violates(
        "baseline",
        """
        "securityContext":{"seccompProfile":{"type":"Unconfined"},
          "sysctls":[{"name":"kernel.msgmax","value":"1"}]},
        "volumes":[{"name":"s","hostPath":{"path":"/sys"}},{"name":"t","hostPath":{"path":"/tmp"}}],
        "initContainers":[{"name":"i","image":"i",
          "securityContext":{"capabilities":{"add":["NET_ADMIN","CHOWN"]}}}],
        "containers":[{"name":"a","image":"a",
          "securityContext":{"capabilities":{"add":["SYS_ADMIN"]}}}]
        """,
        "non-default capabilities (containers \"i\", \"a\" must not include \"NET_ADMIN\","
            + " \"SYS_ADMIN\" in securityContext.capabilities.add), hostPath volumes (volumes"
            + " \"s\", \"t\"), seccompProfile (pod must not set securityContext.seccompProfile.type"
            + " to \"Unconfined\"), forbidden sysctls (kernel.msgmax)");
  }

  @Test
  default void restrictedDemandsThatEverythingIsSaid() {
    violates(
        "restricted",
        "\"containers\":[{\"name\":\"a\",\"image\":\"a\"}]",
        "allowPrivilegeEscalation != false (container \"a\" must set"
            + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
            + " (container \"a\" must set securityContext.capabilities.drop=[\"ALL\"]),"
            + " runAsNonRoot != true (pod or container \"a\" must set"
            + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \"a\" must set"
            + " securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")");
    violates(
        "restricted",
        """
        "securityContext":{"runAsNonRoot":true,"runAsUser":0,"seccompProfile":{"type":"RuntimeDefault"}},
        "volumes":[{"name":"h","hostPath":{"path":"/x"}}],
        "containers":[{"name":"a","image":"a","securityContext":{"allowPrivilegeEscalation":false,
            "capabilities":{"drop":["ALL"],"add":["NET_ADMIN"]}}},
          {"name":"b","image":"b","securityContext":{"runAsNonRoot":false,
            "allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]
        """,
        "unrestricted capabilities (container \"a\" must not include \"NET_ADMIN\" in"
            + " securityContext.capabilities.add), restricted volume types (volume \"h\" uses"
            + " restricted volume type \"hostPath\"), runAsNonRoot != true (container \"b\" must"
            + " not set securityContext.runAsNonRoot=false), runAsUser=0 (pod must not set"
            + " runAsUser=0)");
  }

  @Test
  default void whatKeepsToTheLevelIsLetIn() {
    created(
        api().post(guarded("baseline"), pod("\"containers\":[{\"name\":\"a\",\"image\":\"a\"}]")));
    created(
        api()
            .post(
                guarded("restricted"),
                pod(
                    """
                    "securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},
                    "containers":[{"name":"a","image":"a","securityContext":{
                      "allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]
                    """)));
    created(
        api()
            .post(
                guarded("privileged"),
                pod("\"hostNetwork\":true,\"containers\":[{\"name\":\"a\",\"image\":\"a\"}]")));
  }
}
