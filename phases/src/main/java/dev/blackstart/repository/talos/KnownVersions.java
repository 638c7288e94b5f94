package dev.blackstart.repository.talos;

import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions this program knows, held against what a repository asks for. */
public final class KnownVersions {
  private static final Pattern VERSION =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.\\d+.*|[-+].*)?");
  private static final int TALOS = 12;

  /** The newest Talos 1.12 runs (its own compatibility table). */
  private static final int KUBERNETES = 35;

  private KnownVersions() {}

  /** Reports a Talos version newer than the one whose machine configs are known here. */
  public static void checkTalos(Setting<String> version, Findings findings) {
    if (isBeyond(version.value(), TALOS)) {
      findings.add(
          FindingKind.VERSION_BEYOND,
          version.at(),
          "Talos " + version.value() + " is asked for, machine configs are known up to 1." + TALOS,
          "a rehearsal tells less of it; nothing need be changed for that");
    }
  }

  /** Reports a Kubernetes version newer than the one Talos 1.12 runs. */
  public static void checkKubernetes(Setting<String> version, Findings findings) {
    if (isBeyond(version.value(), KUBERNETES)) {
      findings.add(
          FindingKind.VERSION_BEYOND,
          version.at(),
          "Kubernetes "
              + version.value()
              + " is asked for, Talos 1."
              + TALOS
              + " runs up to 1."
              + KUBERNETES,
          "install a newer Talos with it, or ask for 1." + KUBERNETES);
    }
  }

  /** A version in the form tags have: with a {@code v}. */
  public static Optional<String> tag(Optional<Setting<String>> version) {
    return version
        .map(Setting::value)
        .filter(text -> VERSION.matcher(text).matches())
        .map(text -> text.startsWith("v") ? text : "v" + text);
  }

  /** The tag of an image, when it has one that is a version. */
  static Optional<String> tag(String image) {
    String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/')
        ? Optional.of(name.substring(colon + 1)).filter(tag -> VERSION.matcher(tag).matches())
        : Optional.empty();
  }

  private static boolean isBeyond(String version, int minor) {
    Matcher parts = VERSION.matcher(version);
    return parts.matches()
        && (Integer.parseInt(parts.group(1)) > 1
            || Integer.parseInt(parts.group(1)) == 1 && Integer.parseInt(parts.group(2)) > minor);
  }
}
