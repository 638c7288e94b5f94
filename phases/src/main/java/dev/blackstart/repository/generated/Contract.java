package dev.blackstart.repository.generated;

import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Talos version a config is generated for decides of its shape (facts of Talos's
 * pkg/machinery/config/contract.go).
 *
 * @param minor of Talos 1.x
 */
public record Contract(int minor) {
  /** Below it the generator writes keys that are long gone. */
  private static final int OLDEST = 8;

  /** From the next one on it writes documents that Talos 1.12 does not know. */
  private static final int NEWEST = 13;

  private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(?:[.+-].*)?");

  /** The contract of a version; a finding and nothing when its shape is not known here. */
  public static Optional<Contract> of(Setting<String> version, Findings findings) {
    Matcher matcher = VERSION.matcher(version.value());
    if (!matcher.matches()) {
      findings.add(
          FindingKind.BAD_VALUE,
          version.at(),
          "talosVersion is no version of Talos: " + version.value(),
          "write it as v1.12.7");
      return Optional.empty();
    }
    int minor = Integer.parseInt(matcher.group(1));
    if (minor < OLDEST || minor > NEWEST) {
      findings.add(
          FindingKind.CONFIG_NOT_RENDERED,
          version.at(),
          "configs generated for Talos "
              + version.value()
              + " have a shape that is not known here: 1."
              + OLDEST
              + " to 1."
              + NEWEST
              + " are",
          "keep the configs as plain files, one for each node, in a repository without this file");
      return Optional.empty();
    }
    return Optional.of(new Contract(minor));
  }

  /** Whether the network is written as documents of its own, host name and resolvers, too. */
  public boolean networkDocuments() {
    return minor > 11;
  }

  /** Whether GRUB takes the command line of the UKI, so that the config may hold no arguments. */
  public boolean ukiCommandLine() {
    return minor > 11;
  }
}
