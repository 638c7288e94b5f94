package dev.blackstart.rehearsal.api.storage;

/**
 * The objects of one resource, whatever version they are read in: {@code ("apps", "deployments")}.
 */
public record GroupResource(String group, String resource) {
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
