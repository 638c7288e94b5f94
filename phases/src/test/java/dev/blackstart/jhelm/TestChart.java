package dev.blackstart.jhelm;

import dev.blackstart.kube.StatusWriter;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chart that does what a test wants of it. */
final class TestChart {
  private TestChart() {}

  static void write(Path mirror, String version) throws IOException {
    Path templates = mirror.resolve("tested/templates");
    Files.createDirectories(templates);
    Files.writeString(
        mirror.resolve("tested/Chart.yaml"),
        "apiVersion: v2\nname: tested\nversion: " + version + "\n");
    Files.writeString(mirror.resolve("tested/values.yaml"), "key: default\nhook: false\n");
    Files.writeString(
        templates.resolve("configmap.yaml"),
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}
        data:
          key: {{ .Values.key | quote }}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: {{ .Release.Namespace }}
        rules: []
        {{- if .Values.break }}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: broken
        spec:
          type: {{ .Values.password }}
          ports: [{port: 1}]
        {{- end }}
        """);
    Files.writeString(
        templates.resolve("hook.yaml"),
        """
        {{- if .Values.hook }}
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{ .Release.Name }}-hook
          annotations:
            helm.sh/hook: post-install,post-upgrade
            helm.sh/hook-delete-policy: before-hook-creation
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: hook
                  image: example.com/hook:1
        {{- end }}
        """);
  }

  /** What a Job controller would write when the Job has failed. */
  static void failJob(Kubeconfig kubeconfig, String namespace, String name) throws Exception {
    StatusWriter.write(
        kubeconfig,
        "/apis/batch/v1/namespaces/" + namespace + "/jobs/" + name,
        """
        {"status": {
          "startTime": "2026-01-01T00:00:00Z",
          "failed": 1,
          "conditions": [
            {"type": "FailureTarget", "status": "True", "reason": "BackoffLimitExceeded",
             "lastTransitionTime": "2026-01-01T00:00:01Z", "message": "too many failures"},
            {"type": "Failed", "status": "True", "reason": "BackoffLimitExceeded",
             "lastTransitionTime": "2026-01-01T00:00:01Z", "message": "too many failures"}]}}
        """);
  }
}
