package dev.blackstart.repository.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.FileReference;
import dev.blackstart.template.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValsReferencesTest {
  @Test
  void aValueOfAFileOfTheRepositoryIsReadInPlace() {
    String reference =
        new FileReference("clusters/lab/talos/secrets.sops.yaml", "certs.os.crt").text();

    assertEquals(
        "a: " + reference + "\nb: \"" + reference + "\"\n",
        ValsReferences.read(
            """
            a: ref+sops://clusters/lab/talos/secrets.sops.yaml#/certs/os/crt
            b: "ref+sops://clusters/lab/talos/secrets.sops.yaml#/certs/os/crt"
            """));
    assertEquals("a: op://v/i/f\n", ValsReferences.read("a: ref+op://v/i/f\n"));
  }

  @Test
  void whatOnlyValsResolvesStaysAndIsReported() {
    String text =
        """
        machine:
          token: ref+vault://kv/talos#/token
          ca: {crt: "ref+sops://a.json?format=json#/crt"}
        cluster: {secret: plain}
        """;
    Findings findings = new Findings();
    ValsReferences.check(Yaml.document(ValsReferences.read(text), "a.yaml"), findings);

    assertEquals(text, ValsReferences.read(text));
    assertEquals(
        List.of("a.yaml:2", "a.yaml:3"),
        findings.all().stream().map(finding -> finding.at().toString()).toList());
    assertTrue(
        findings.all().stream()
            .allMatch(finding -> finding.id().equals(FindingKind.CONFIG_NOT_RENDERED.id())));
  }
}
