package dev.blackstart.rehearsal.api.special;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;

/**
 * Reviews: questions that are posted and answered at once, and never stored. Every known user may
 * do everything.
 */
public final class Reviews {
  private Reviews() {}

  /** Whether a resource is such a question. */
  public static boolean isReview(ResourceType type) {
    return type.verbs().equals(java.util.List.of("create")) && type.plural().endsWith("reviews");
  }

  /** Answers a question; the given object becomes the answer. */
  public static ObjectNode answer(
      ResourceType type, String namespace, ObjectNode review, Identity identity) {
    review.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    review.withObjectProperty("metadata");
    if (type.namespaced()) {
      review.withObjectProperty("metadata").put("namespace", namespace);
    }
    ObjectNode status = review.putObject("status");
    switch (type.plural()) {
      case "selfsubjectreviews" -> identity.describe(status.putObject("userInfo"));
      case "selfsubjectrulesreviews" -> rules(status);
      case "tokenreviews" -> {
        status.put("authenticated", false);
        status.putObject("user");
      }
      default -> status.put("allowed", true);
    }
    return review;
  }

  private static void rules(ObjectNode status) {
    ObjectNode resource = status.putArray("resourceRules").addObject();
    resource.putArray("verbs").add("*");
    resource.putArray("apiGroups").add("*");
    resource.putArray("resources").add("*");
    ObjectNode path = status.putArray("nonResourceRules").addObject();
    path.putArray("verbs").add("*");
    path.putArray("nonResourceURLs").add("*");
    status.put("incomplete", false);
  }
}
