package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.value.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of the documents that configure volumes. */
final class VolumeRules {
  private static final Set<String> OF_TALOS = Set.of("STATE", "EPHEMERAL", "IMAGECACHE");
  private static final List<String> SIZES = List.of("minSize", "maxSize", "grow");

  private VolumeRules() {}

  static void ofTalos(Section root) {
    String name = root.at("name").text();
    Section provisioning = root.at("provisioning");
    if (!OF_TALOS.contains(name)) {
      root.at("name").error("only " + String.join(", ", OF_TALOS) + " can be configured");
      return;
    }
    if (name.equals("STATE")) {
      if (isSet(provisioning)) {
        provisioning.error("is not allowed for STATE");
      }
      for (Section key : root.at("encryption", "keys").items()) {
        if (key.at("lockToState").flag()) {
          key.at("lockToState").error("is not allowed for STATE itself");
        }
      }
    }
    provisioning(provisioning, false);
    encryption(root.at("encryption"));
  }

  static void ofUser(Section root) {
    named(root, 34);
    Section provisioning = root.at("provisioning");
    Section filesystem = root.at("filesystem");
    Section type = root.at("volumeType");
    switch (type.filled() ? type.text() : "partition") {
      case "directory" -> {
        for (Section part : List.of(provisioning, filesystem, root.at("encryption"))) {
          if (isSet(part)) {
            part.error("is not allowed for a directory");
          }
        }
      }
      case "disk" -> {
        selector(provisioning);
        SIZES.stream()
            .filter(size -> provisioning.at(size).filled())
            .forEach(size -> provisioning.at(size).error("is not allowed for a whole disk"));
        filesystem(filesystem);
        encryption(root.at("encryption"));
      }
      case "partition" -> {
        provisioning(provisioning, true);
        filesystem(filesystem);
        encryption(root.at("encryption"));
      }
      default -> type.error("must be partition, disk or directory");
    }
  }

  static void raw(Section root) {
    named(root, 34);
    provisioning(root.at("provisioning"), true);
    encryption(root.at("encryption"));
  }

  static void existing(Section root) {
    named(root, Integer.MAX_VALUE);
    Section match = root.at("discovery", "volumeSelector", "match");
    if (!match.filled()) {
      match.error("is required");
    }
  }

  private static void named(Section root, int longest) {
    String name = root.at("name").text();
    if (!name.matches("[A-Za-z0-9-]*") || name.length() > longest) {
      root.at("name").error("wants 1 to 34 letters, digits and hyphens");
    }
  }

  private static boolean isSet(Section part) {
    return SIZES.stream().anyMatch(size -> part.at(size).filled())
        || part.at("diskSelector", "match").filled()
        || part.at("type").filled() && !part.at("type").text().equals("none")
        || part.at("projectQuotaSupport").filled()
        || part.at("provider").filled() && !part.at("provider").text().equals("none")
        || !part.at("keys").items().isEmpty();
  }

  private static void selector(Section provisioning) {
    if (!provisioning.at("diskSelector", "match").filled()) {
      provisioning.at("diskSelector").error("is required");
    }
  }

  private static void provisioning(Section provisioning, boolean required) {
    Section least = provisioning.at("minSize");
    Section most = provisioning.at("maxSize");
    if (required) {
      selector(provisioning);
    }
    if (least.filled() && most.filled() && !most.text().contains("%")) {
      Optional<BigDecimal> low = Quantities.bytes(least.text());
      Optional<BigDecimal> high = Quantities.bytes(most.text());
      if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
        least.error("is greater than maxSize");
      }
    } else if (required && !least.filled() && !most.filled()) {
      provisioning.error("minSize or maxSize is required");
    }
  }

  private static void filesystem(Section filesystem) {
    Section type = filesystem.at("type");
    type.oneOf("none", "xfs", "ext4");
    boolean other = type.filled() && !Set.of("xfs", "none").contains(type.text());
    if (filesystem.at("projectQuotaSupport").flag() && other) {
      filesystem.at("projectQuotaSupport").error("is only for xfs");
    }
  }

  private static void encryption(Section encryption) {
    Section provider = encryption.at("provider");
    boolean none = !provider.filled() || provider.text().equals("none");
    if (none && encryption.at("keys").items().isEmpty()) {
      return;
    }
    if (!provider.text().equalsIgnoreCase("luks2")) {
      provider.error("must be luks2");
    }
    EncryptionRules.check(encryption.at("keys"));
    for (Section key : encryption.at("keys").items()) {
      for (Section register : key.at("tpm", "options", "pcrs").items()) {
        if (register.number() > 23 || register.text().startsWith("-")) {
          register.error("must be between 0 and 23");
        }
      }
    }
  }
}
