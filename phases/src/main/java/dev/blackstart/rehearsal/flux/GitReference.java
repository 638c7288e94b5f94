package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The name a revision begins with: the part of a GitRepository's {@code ref} that Flux follows. */
final class GitReference {
  private GitReference() {}

  static String of(JsonNode reference) {
    for (String field : List.of("name", "semver", "tag", "branch")) {
      String name = reference.path(field).asText();
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "master";
  }
}
