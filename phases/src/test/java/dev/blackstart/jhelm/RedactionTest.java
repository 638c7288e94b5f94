package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction redaction =
      new Redaction(
          Map.of(
              "auth",
              Map.of("password", "hunter22", "existingSecret", "grafana-admin"),
              "tokens",
              List.of("abcd1234", "abcd12345678"),
              "bucket",
              "AKIAIOSFODNN7EXAMPLE42",
              "image",
              "quay.io/cilium/cilium"));

  @Test
  void valuesUnderTellingKeysAndOpaqueTextsAreTakenOut() {
    assertEquals(
        "[redacted] [redacted] [redacted] [redacted]",
        redaction.of("hunter22 abcd1234 abcd12345678 AKIAIOSFODNN7EXAMPLE42"));
  }

  @Test
  void whatNamesThingsStays() {
    assertEquals(
        "secret grafana-admin of quay.io/cilium/cilium",
        redaction.of("secret grafana-admin of quay.io/cilium/cilium"));
  }

  @Test
  void pemAndLongBlobsAreTakenOutWhereverTheyComeFrom() {
    assertEquals(
        "a [redacted] b [redacted]",
        redaction.of(
            "a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b "
                + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2w="));
  }
}
