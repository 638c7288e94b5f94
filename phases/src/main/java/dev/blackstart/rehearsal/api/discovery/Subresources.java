package dev.blackstart.rehearsal.api.discovery;

import dev.blackstart.rehearsal.api.resource.ResourceType;

/** The kinds that subresources speak, which are not always of their resource's group. */
public final class Subresources {
  private Subresources() {}

  /** The {@code apiVersion} of what a subresource takes and gives. */
  public static String apiVersion(ResourceType type, String subresource) {
    return switch (subresource) {
      case "scale" -> "autoscaling/v1";
      case "eviction" -> "policy/v1";
      case "token" -> "authentication.k8s.io/v1";
      default -> type.apiVersion();
    };
  }
}
