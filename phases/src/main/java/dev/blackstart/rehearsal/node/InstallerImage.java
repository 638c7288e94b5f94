package dev.blackstart.rehearsal.node;

import dev.blackstart.world.NamedImage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An installer image as far as its reference tells: the Talos it carries. */
record InstallerImage(String reference) {
  private static final Pattern TAG =
      Pattern.compile("[^\\s:@]+(?::\\d+)?/[^\\s:@]+:(v(\\d+)\\.(\\d+)\\.(\\d+)[^@\\s]*)(@.*)?");

  /** Such as {@code v1.12.11}; nothing when no registry of this world has such an image. */
  Optional<String> version() {
    Matcher parts = TAG.matcher(reference);
    return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
  }

  Optional<String> schematic() {
    return NamedImage.schematic(reference);
  }

  /**
   * What the installer finds before it writes (Talos 1.12, the rules for versions to come supposed
   * to be like those of 1.10 to 1.12): two minor versions up or one down.
   *
   * @param host the version that runs
   */
  Optional<String> refusal(String host) {
    String target = version().orElse("");
    int minor = minor(target);
    int from = minor(host);
    if (from < minor - 2) {
      return Optional.of(
          "host version " + bare(host) + " is too old to upgrade to " + name(target));
    }
    return from >= minor + 2
        ? Optional.of("host version " + bare(host) + " is too new to downgrade to " + name(target))
        : Optional.empty();
  }

  private static String name(String version) {
    return "Talos " + bare(version);
  }

  private static String bare(String version) {
    return version.replaceFirst("^v", "");
  }

  private static int minor(String version) {
    return Integer.parseInt(bare(version).split("\\.", -1)[1]);
  }
}
