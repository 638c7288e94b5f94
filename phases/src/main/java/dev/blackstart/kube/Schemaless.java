package dev.blackstart.kube;

import com.fasterxml.jackson.core.filter.TokenFilter;

/**
 * Leaves {@code spec.versions[].schema} out of CustomResourceDefinitions as their JSON is read:
 * skipping costs a tenth of building the maps. Takes a definition, a list of them and a watch event
 * with one.
 */
final class Schemaless extends TokenFilter {
  private static final TokenFilter VERSIONS =
      new TokenFilter() {
        @Override
        public TokenFilter includeProperty(String name) {
          return name.equals("schema") ? null : INCLUDE_ALL;
        }
      };

  private static final TokenFilter SPEC =
      new TokenFilter() {
        @Override
        public TokenFilter includeProperty(String name) {
          return name.equals("versions") ? VERSIONS : INCLUDE_ALL;
        }
      };

  @Override
  public TokenFilter includeProperty(String name) {
    return switch (name) {
      case "items", "object" -> this;
      case "spec" -> SPEC;
      default -> INCLUDE_ALL;
    };
  }
}
