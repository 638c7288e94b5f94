package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which requests a webhook is asked about that nobody answers for. */
interface WebhooksContract extends ContractSubject {
  String WEBHOOKS = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";

  private void webhook(String namespace, String expression) {
    created(
        api()
            .post(
                WEBHOOKS,
                """
                {"metadata":{"name":"NAME"},"webhooks":[{
                  "name":"asks.example.org","admissionReviewVersions":["v1"],"sideEffects":"None",
                  "clientConfig":{"service":{"namespace":"NAME","name":"nobody"}},
                  "namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"NAME"}},
                  "matchConditions":[{"name":"wanted","expression":"EXPRESSION"}],
                  "rules":[{"operations":["*"],"apiGroups":[""],"apiVersions":["v1"],
                   "resources":["configmaps"]}]}]}\
                """
                    .replace("NAME", namespace)
                    .replace("EXPRESSION", expression)));
  }

  /** The server learns of a webhook by a watch of its own. */
  private ApiClient.Answer refusal(String maps, String map) throws Exception {
    ApiClient.Answer answer = api().post(maps + "?dryRun=All", map);
    for (int i = 0; i < 600 && answer.code() == 201; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      answer = api().post(maps + "?dryRun=All", map);
    }
    return answer;
  }

  @Test
  default void aWebhookIsAskedWhenItsConditionsHold() throws Exception {
    String namespace = namespace();
    String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
    webhook(
        namespace,
        "request.operation == 'DELETE' ? oldObject.metadata.name == 'asked' :"
            + " has(object.data) && object.data.exists(key, key.startsWith('a'))");
    try {
      ApiClient.Answer asked = refusal(maps, ContractSubject.configMap("asked", "\"a\":\"b\""));
      refused(500, "InternalError", asked);
      assertTrue(
          asked.message().contains("failed calling webhook \"asks.example.org\""), asked.message());
      created(api().post(maps, ContractSubject.configMap("spared", "\"b\":\"c\"")));
      ok(api().delete(maps + "/spared"));
    } finally {
      ok(api().delete(WEBHOOKS + "/" + namespace));
    }
  }

  @Test
  default void aConditionWithoutAValueRefusesInTheWebhooksPlace() throws Exception {
    String namespace = namespace();
    String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
    webhook(namespace, "object.data.wanted == 'yes'");
    try {
      ApiClient.Answer none = refusal(maps, ContractSubject.configMap("none", "\"b\":\"c\""));
      refused(403, "Forbidden", none);
      assertEquals(
          "configmaps \"none\" is forbidden: expression 'object.data.wanted == 'yes'' resulted in"
              + " error: no such key: wanted",
          none.message());
    } finally {
      ok(api().delete(WEBHOOKS + "/" + namespace));
    }
  }
}
