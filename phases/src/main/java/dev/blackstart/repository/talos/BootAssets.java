package dev.blackstart.repository.talos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an Image Factory serves of the image a node installs (facts of siderolabs/image-factory,
 * docs/api.md). Nothing is asked of it here.
 *
 * @param factory its host
 * @param platform such as {@code metal}
 * @param schematic id
 * @param version of Talos, with its {@code v}
 */
public record BootAssets(
    String factory, String platform, boolean secureboot, String schematic, String version) {
  /** The schematic of an image without anything added. */
  public static final String PLAIN =
      "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

  private static final String FACTORY = "factory.talos.dev";
  private static final Pattern OF_FACTORY =
      Pattern.compile(
          "([A-Za-z0-9.-]+(?::\\d+)?)/(?:([a-z0-9]+)-)?installer(-secureboot)?/([0-9a-f]{64})"
              + ":(v\\d+\\.\\d+\\.\\d+[A-Za-z0-9.-]*)(?:@.*)?");
  private static final Pattern OF_TALOS =
      Pattern.compile("ghcr\\.io/siderolabs/installer:(v\\d+\\.\\d+\\.\\d+[A-Za-z0-9.-]*)(?:@.*)?");
  private static final Pattern MINOR = Pattern.compile("v\\d+\\.(\\d+)\\..*");

  /** From this minor version on disk images are compressed by zstd. */
  private static final int ZSTD = 8;

  /** The assets of an installer's image; nothing of one that no factory made. */
  public static Optional<BootAssets> of(String image) {
    Matcher made = OF_FACTORY.matcher(image);
    if (made.matches()) {
      String platform = made.group(2) == null ? "metal" : made.group(2);
      return Optional.of(
          new BootAssets(
              made.group(1), platform, made.group(3) != null, made.group(4), made.group(5)));
    }
    Matcher plain = OF_TALOS.matcher(image);
    return plain.matches()
        ? Optional.of(new BootAssets(FACTORY, "metal", false, PLAIN, plain.group(1)))
        : Optional.empty();
  }

  /** Those of a schematic at the public factory. */
  public static BootAssets ofSchematic(String id, String version) {
    return new BootAssets(FACTORY, "metal", false, id, version);
  }

  /** The image that installs it. */
  public String installer() {
    String secure = secureboot ? "-secureboot" : "";
    return factory + "/" + platform + "-installer" + secure + "/" + schematic + ":" + version;
  }

  /**
   * URLs by what they are of.
   *
   * @param arch {@code amd64} or {@code arm64}
   */
  public Map<String, String> urls(String arch) {
    String images = "https://" + factory + "/image/" + schematic + "/" + version + "/";
    String name = platform + "-" + arch + (secureboot ? "-secureboot" : "");
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("iso", images + name + ".iso");
    urls.put("pxe", "https://" + factory + "/pxe/" + schematic + "/" + version + "/" + name);
    urls.put("disk", images + name + ".raw." + (zstd() ? "zst" : "xz"));
    urls.put("uki", images + name + "-uki.efi");
    if (!secureboot) {
      urls.put("kernel", images + "kernel-" + arch);
      urls.put("initramfs", images + "initramfs-" + arch + ".xz");
      urls.put("cmdline", images + "cmdline-" + platform + "-" + arch);
    }
    return urls;
  }

  private boolean zstd() {
    Matcher minor = MINOR.matcher(version);
    return !minor.matches() || Integer.parseInt(minor.group(1)) >= ZSTD;
  }
}
