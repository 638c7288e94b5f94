package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sprig's semantic versions. */
final class VersionFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("semver", Function.of(1, a -> fields(version(a.text(0))))),
          entry(
              "semverCompare",
              Function.of(2, a -> VersionRange.parse(a.text(0)).contains(version(a.text(1))))));

  private VersionFunctions() {}

  private static Version version(String text) {
    return Version.parse(text).orElseThrow(() -> new FunctionFailure("invalid semantic version"));
  }

  private static Map<String, Object> fields(Version version) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Major", version.major());
    fields.put("Minor", version.minor());
    fields.put("Patch", version.patch());
    fields.put("Prerelease", version.prerelease());
    fields.put("Metadata", version.metadata());
    fields.put("Original", version.original());
    return fields;
  }
}
