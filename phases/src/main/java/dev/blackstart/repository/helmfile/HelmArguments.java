package dev.blackstart.repository.helmfile;

import java.util.Set;

/** Arguments a helmfile passes on to Helm. */
final class HelmArguments {
  private static final Set<String> CHANGING =
      Set.of(
          "--set",
          "--set-string",
          "--set-file",
          "--set-json",
          "--set-literal",
          "--values",
          "-f",
          "--post-renderer",
          "--skip-crds",
          "--version",
          "--devel",
          "--namespace",
          "-n",
          "--repo");

  private HelmArguments() {}

  /** Whether it gives values, filters or picks another chart; the rest is manner. */
  static boolean changesWhatIsInstalled(String argument) {
    return CHANGING.contains(argument.strip().split("[= ]", 2)[0]);
  }
}
