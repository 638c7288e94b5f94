package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.world.KubeApi.Holder;
import dev.blackstart.world.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who keeps from going what is being deleted, against whatever API server a subclass brings. */
abstract class DeletionsContract extends ClusterContract {
  private static boolean isLeaving(KubeObject object) {
    return object.at("metadata", "deletionTimestamp").isPresent();
  }

  @Test
  void whatLiesInANamespaceHoldsItByItsFinalizers() throws Exception {
    KubeObject namespace =
        KubeApiContract.object("{apiVersion: v1, kind: Namespace, metadata: {name: held}}");
    KubeObject holding =
        KubeApiContract.object(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: holding, namespace: held,"
                + " finalizers: [example.com/one, example.com/two]}}");
    kube.apply(namespace);
    kube.apply(holding);
    kube.apply(
        KubeApiContract.object(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: plain, namespace: held}}"));
    kube.delete(holding.ref());
    kube.delete(namespace.ref());

    List<Holder> holders = kube.holders(namespace.ref());

    assertEquals(
        List.of(
            new Holder(
                holding.ref(),
                "finalizers example.com/one, example.com/two",
                List.of("example.com/one", "example.com/two"))),
        holders);

    kube.unhold(holders.getFirst());

    until(() -> kube.get(holding.ref()).isEmpty());
    until(() -> kube.holders(namespace.ref()).isEmpty());
    kube.unhold(holders.getFirst()); // an object that has gone is fine
  }

  @Test
  void objectsHoldTheirDefinition() throws Exception {
    KubeObject definition =
        KubeApiContract.object(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: holds.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: holds, singular: hold, kind: Hold, listKind: HoldList}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """);
    kube.apply(definition);
    until(() -> kube.served("example.com", "v1", "holds"));
    KubeObject hold =
        KubeApiContract.object(
            "{apiVersion: example.com/v1, kind: Hold, metadata: {name: one, namespace: default,"
                + " finalizers: [example.com/hold]}}");
    kube.apply(
        KubeApiContract.object("{apiVersion: v1, kind: Namespace, metadata: {name: default}}"));
    kube.apply(hold);
    kube.delete(definition.ref());
    until(() -> kube.get(definition.ref()).filter(DeletionsContract::isLeaving).isPresent());
    until(() -> kube.get(hold.ref()).filter(DeletionsContract::isLeaving).isPresent());

    List<Holder> holders = kube.holders(definition.ref());

    assertEquals(
        List.of(new Holder(hold.ref(), "finalizer example.com/hold", List.of("example.com/hold"))),
        holders);

    kube.unhold(holders.getFirst());

    until(() -> kube.get(definition.ref()).isEmpty());
    assertEquals(List.of(), kube.holders(definition.ref()));
  }
}
