package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import org.junit.jupiter.api.Test;

class SeedEncodingTest {
  @Test
  void whatAVaultGaveForDataIsNamedWhenItIsNoBase64AndNeverShown() {
    YamlNode seed =
        seed(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: tls, namespace: networking}
            data:
              tls.crt: c3R1Yg==
              tls.key: -----BEGIN PRIVATE KEY-----
            """);

    Failure failure = assertThrows(Failure.class, () -> SeedEncoding.checked(seed));

    assertEquals(
        "bootstrap/secrets.yaml:6: data.tls.key of Secret tls is no base64 once its reference is"
            + " resolved",
        failure.what());
    assertEquals(
        "keep it encoded in the vault, or move the reference below stringData", failure.remedy());
  }

  @Test
  void plainTextIsWelcomeEverywhereElse() {
    YamlNode text =
        seed(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: token}
            stringData: {token: "not base64!"}
            """);
    YamlNode settings =
        seed(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {motd: "not base64!"}
            """);

    assertSame(text, SeedEncoding.checked(text));
    assertSame(settings, SeedEncoding.checked(settings));
  }

  private static YamlNode seed(String yaml) {
    return Yaml.parse(yaml, "bootstrap/secrets.yaml").getFirst();
  }
}
