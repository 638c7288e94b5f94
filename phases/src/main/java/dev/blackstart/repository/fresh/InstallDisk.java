package dev.blackstart.repository.fresh;

import java.util.Optional;
import java.util.Set;

/**
 * The disk a machine is installed on: by path, or by what does not change when disks are added.
 *
 * @param key {@code path}, or one of Talos's disk selectors
 */
public record InstallDisk(String key, String value) {
  /**
   * What an empty machine is installed on when nobody says otherwise, as Talos's generator has it.
   */
  public static final InstallDisk DEFAULT = new InstallDisk("path", "/dev/sda");

  private static final Set<String> KEYS = Set.of("serial", "wwid", "model");

  /**
   * The disk a text names: {@code /dev/sda}, {@code serial=S3Z9NB0K}, {@code wwid=…}, {@code
   * model=…}.
   */
  public static Optional<InstallDisk> of(String text) {
    if (text.startsWith("/dev/")) {
      return Optional.of(new InstallDisk("path", text));
    }
    int equal = text.indexOf('=');
    return equal > 0 && equal < text.length() - 1 && KEYS.contains(text.substring(0, equal))
        ? Optional.of(new InstallDisk(text.substring(0, equal), text.substring(equal + 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return key.equals("path") ? value : key + "=" + value;
  }
}
