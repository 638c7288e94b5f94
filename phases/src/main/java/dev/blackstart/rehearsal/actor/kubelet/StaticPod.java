package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Resource;

/** The picture in the API of a pod that a kubelet runs by itself. */
final class StaticPod {
  static final String MIRROR = "kubernetes.io/config.mirror";

  /** A picture goes at once: what it shows is gone already. */
  static final ObjectNode AT_ONCE = Json.object("gracePeriodSeconds", 0);

  private StaticPod() {}

  /** The image a picture shows. */
  static String image(Resource pod) {
    return pod.spec().path("containers").path(0).path("image").asText();
  }

  static String name(String component, Resource node) {
    return component + "-" + node.name();
  }

  static ObjectNode mirror(String component, String image, Resource node, Pace pace) {
    String hash =
        "%016x%016x".formatted(pace.number(component, image), pace.number(node.name(), component));
    return Json.object(
        "metadata",
        Json.object(
            "name", name(component, node),
            "namespace", "kube-system",
            "labels",
                Json.object(
                    "component", component,
                    "k8s-app", component,
                    "tier", "control-plane"),
            "annotations",
                Json.object(
                    "kubernetes.io/config.hash",
                    hash,
                    MIRROR,
                    hash,
                    "kubernetes.io/config.seen",
                    node.meta().path("creationTimestamp"),
                    "kubernetes.io/config.source",
                    "file"),
            "ownerReferences",
                Json.array(
                    Json.object(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Node",
                        "name",
                        node.name(),
                        "uid",
                        node.uid(),
                        "controller",
                        true))),
        "spec",
        Json.object(
            "nodeName",
            node.name(),
            "hostNetwork",
            true,
            "priorityClassName",
            "system-node-critical",
            "restartPolicy",
            "Always",
            "enableServiceLinks",
            true,
            "securityContext",
            Json.object(),
            "tolerations",
            Json.array(Json.object("operator", "Exists", "effect", "NoExecute")),
            "containers",
            Json.array(
                Json.object(
                    "name",
                    component,
                    "image",
                    image,
                    "imagePullPolicy",
                    "IfNotPresent",
                    "terminationMessagePath",
                    "/dev/termination-log",
                    "terminationMessagePolicy",
                    "File",
                    "resources",
                    Json.object()))));
  }
}
