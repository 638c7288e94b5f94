package dev.blackstart.repository.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootAssetsTest {
  private static final String ID =
      "ee21ef4a5ef808a9b7484cc0dda0f25075021691c8c09a276591eedb638ea1f9";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "factory.talos.dev/metal-installer/" + ID + ":v1.12.11",
        "factory.talos.dev/metal-installer-secureboot/" + ID + ":v1.12.0-alpha.1",
        "factory.example.org:5000/nocloud-installer/" + ID + ":v1.9.2"
      })
  void theInstallerOfTheAssetsIsTheOneTheyCameFrom(String image) {
    assertEquals(Optional.of(image), BootAssets.of(image).map(BootAssets::installer));
  }

  @Test
  void aNodeBootsFromWhatItInstalls() {
    BootAssets assets =
        BootAssets.of("factory.talos.dev/metal-installer/" + ID + ":v1.12.11").orElseThrow();
    String base = "https://factory.talos.dev/image/" + ID + "/v1.12.11/";

    assertEquals(base + "metal-amd64.iso", assets.urls("amd64").get("iso"));
    assertEquals(base + "metal-arm64.raw.zst", assets.urls("arm64").get("disk"));
    assertEquals(base + "initramfs-amd64.xz", assets.urls("amd64").get("initramfs"));
    assertEquals(
        "https://factory.talos.dev/pxe/" + ID + "/v1.12.11/metal-amd64",
        assets.urls("amd64").get("pxe"));
  }

  @Test
  void secureBootHasAKernelOfItsOwn() {
    BootAssets assets =
        BootAssets.of("factory.talos.dev/installer-secureboot/" + ID + ":v1.7.0").orElseThrow();

    assertEquals("metal", assets.platform());
    assertFalse(assets.urls("amd64").containsKey("kernel"));
    assertEquals(
        "https://factory.talos.dev/image/" + ID + "/v1.7.0/metal-amd64-secureboot.raw.xz",
        assets.urls("amd64").get("disk"));
  }

  @Test
  void theImageOfTalosItselfIsThePlainOneAndOthersHaveNone() {
    assertEquals(
        Optional.of(BootAssets.PLAIN),
        BootAssets.of("ghcr.io/siderolabs/installer:v1.12.11").map(BootAssets::schematic));
    assertEquals(Optional.empty(), BootAssets.of("ghcr.io/me/installer:v1.12.11"));
    assertEquals(Optional.empty(), BootAssets.of("factory.talos.dev/metal-installer/abc:v1"));
  }
}
