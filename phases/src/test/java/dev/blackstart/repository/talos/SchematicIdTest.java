package dev.blackstart.repository.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void metaAndSecureBootStandWhereTheFactoryHasThem() {
    String yaml =
        """
        customization:
            extraKernelArgs:
                - 'a: b'
                - "1"
            meta:
                - key: 10
                  value: '{"a": 1}'
            systemExtensions:
                officialExtensions:
                    - siderolabs/uinput
            secureboot:
                includeWellKnownCertificates: true
        """;

    assertEquals(Optional.of(sha256(yaml)), id(yaml));
    assertEquals(Optional.of(sha256(yaml)), id(yaml.replace("key: 10", "key: 0xa")));
  }

  @Test
  void whatIsNotKnownToTheLetterHasNone() {
    assertEquals(Optional.empty(), id("customization: {meta: [{key: 300, value: x}]}\n"));
    assertEquals(Optional.empty(), id("customization: {meta: [{key: 1}]}\n"));
    assertEquals(Optional.empty(), id("customization: {extraKernelArgs: ['yes']}\n"));
    assertEquals(Optional.empty(), id("customization: {extraKernelArgs: [\"a\\nb\"]}\n"));
    assertEquals(Optional.empty(), id("customization: {bootloader: sd-boot}\n"));
  }

  /** As Go's yaml v4 was seen to write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '\0',
      value = {
        "a: b\t'a: b'",
        "1\t\"1\"",
        "0x10\t\"0x10\"",
        "true\t\"true\"",
        "null\t\"null\"",
        "1.5\t\"1.5\"",
        "{}\t'{}'",
        "[x]\t'[x]'",
        "a # b\t'a # b'",
        "#x\t'#x'",
        "a,b\ta,b",
        "x]\tx]",
        "it's\tit's",
        "\"q\"\t'\"q\"'",
        "op://x\top://x",
        "a b\ta b",
        "a:\t'a:'",
        ":a\t:a",
        "?x\t?x",
        "*x\t'*x'",
        "|x\t'|x'",
        "x\\y\tx\\y",
        "E\tE",
        "-init_on_alloc\t-init_on_alloc",
        "key=\"v w\"\tkey=\"v w\"",
        "ip=10.0.0.1::10.0.0.254:255.255.255.0::eth0:off"
            + "\tip=10.0.0.1::10.0.0.254:255.255.255.0::eth0:off",
        "talos.config=https://a.b/c?h=${hostname}&m=${mac}"
            + "\ttalos.config=https://a.b/c?h=${hostname}&m=${mac}"
      })
  void argumentsAreWrittenAsGoWritesThem(String text, String written) {
    assertEquals(Optional.of(written), GoScalar.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "n",
        "Off",
        "-",
        "- x",
        "? x",
        "2001-01-01",
        "12:30",
        "+1",
        ".5",
        "=",
        "<<",
        "~",
        " a",
        "a ",
        "",
        "gr\u00fc\u00df",
        "1e3",
        "1_000"
      })
  void whatItsVersionsMayWriteDifferentlyIsNotWritten(String text) {
    assertEquals(Optional.empty(), GoScalar.of(text));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> id(String yaml) {
    return SchematicId.of(Yaml.document(yaml, "schematic.yaml"));
  }
}
