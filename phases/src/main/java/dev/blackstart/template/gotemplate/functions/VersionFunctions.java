package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.Printed;
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

  /** A version's fields, printed as the version. */
  private static final class Fields extends LinkedHashMap<String, Object> implements Printed {
    private static final long serialVersionUID = 1L;

    private final transient Version version;

    Fields(Version version) {
      this.version = version;
    }

    @Override
    public String print() {
      return version.toString();
    }

    @Override
    public String type() {
      return "*semver.Version";
    }
  }

  private static Map<String, Object> fields(Version version) {
    Map<String, Object> fields = new Fields(version);
    fields.put("Major", version.major());
    fields.put("Minor", version.minor());
    fields.put("Patch", version.patch());
    fields.put("Prerelease", version.prerelease());
    fields.put("Metadata", version.metadata());
    fields.put("Original", version.original());
    return fields;
  }
}
