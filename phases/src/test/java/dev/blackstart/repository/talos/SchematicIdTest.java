package dev.blackstart.repository.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.template.yaml.Yaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ids that Image Factories have given out. */
class SchematicIdTest {
  @Test
  void aSchematicWithoutAnythingIsThePlainOne() {
    assertEquals(
        Optional.of("376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba"),
        id("customization: {}\n"));
  }

  @Test
  void anOverlayComesFirst() {
    assertEquals(
        Optional.of("ee21ef4a5ef808a9b7484cc0dda0f25075021691c8c09a276591eedb638ea1f9"),
        id("overlay: {name: rpi_generic, image: siderolabs/sbc-raspberrypi}\n"));
  }

  @Test
  void extensionsKeepTheirOrderAndRemarksDoNotCount() {
    assertEquals(
        Optional.of("1be3f9d3a9e719976e7488507ecbd05f371c5325562bd95d707e4b3718c24589"),
        id(
            """
            customization:
              systemExtensions:
                officialExtensions:
                  - siderolabs/util-linux-tools
                  - siderolabs/amd-ucode # of the CPU
                  - siderolabs/amdgpu-firmware
                  - siderolabs/amdgpu
                  - siderolabs/uinput
            """));
  }

  @Test
  void whatIsNotKnownToTheLetterHasNone() {
    assertEquals(Optional.empty(), id("customization: {meta: [{key: 10, value: x}]}\n"));
    assertEquals(Optional.empty(), id("customization: {extraKernelArgs: ['a: b']}\n"));
    assertEquals(Optional.empty(), id("customization: {extraKernelArgs: ['1']}\n"));
  }

  private static Optional<String> id(String yaml) {
    return SchematicId.of(Yaml.document(yaml, "schematic.yaml"));
  }
}
