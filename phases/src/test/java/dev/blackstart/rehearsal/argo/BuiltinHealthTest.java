package dev.blackstart.rehearsal.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinHealthTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Healthy     | v1       | Service    | spec: {type: ClusterIP}
          Progressing | v1       | Service    | spec: {type: LoadBalancer, clusterIP: 10.0.0.1}
          Healthy     | v1       | Service    | spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 10.0.0.9}]}}
          Suspended   | batch/v1 | CronJob    | spec: {suspend: true}
          Healthy     | batch/v1 | CronJob    | spec: {suspend: false}
          Suspended   | batch/v1 | Job        | status: {conditions: [{type: Suspended, status: "True"}]}
          Degraded    | batch/v1 | Job        | status: {conditions: [{type: Failed, status: "True"}]}
          Healthy     | batch/v1 | Job        | status: {conditions: [{type: Complete, status: "True"}]}
          Suspended   | apps/v1  | Deployment | spec: {paused: true}
          Progressing | apps/v1  | Deployment | spec: {replicas: 1}
          Degraded    | v1       | PersistentVolumeClaim | status: {phase: Lost}
          Progressing | v1       | PersistentVolumeClaim | status: {phase: Pending}
          """)
  void eachKindIsToldByItsOwnRule(String health, String api, String kind, String fields) {
    assertEquals(
        health,
        BuiltinHealth.of(object("{apiVersion: %s, kind: %s, %s}".formatted(api, kind, fields))));
  }

  @Test
  void ofABudgetNothingIsSaid() {
    assertFalse(BuiltinHealth.tells("policy", "PodDisruptionBudget"));
  }

  private static Resource object(String yaml) {
    return new Resource(
        (ObjectNode) JSON.valueToTree(Reading.KUBERNETES.read(Yaml.document(yaml, "object"))));
  }
}
