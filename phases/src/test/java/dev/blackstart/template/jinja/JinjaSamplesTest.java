package dev.blackstart.template.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real templates of the field, rendered to the byte as minijinja 2.12.0 renders them. */
class JinjaSamplesTest {
  private static final String HOME = "home-ops/talos/machineconfig.yaml.j2";
  private static final String MULTI = "k8s-gitops/talos/machineconfig-multicluster.yaml.j2";
  private static final JinjaStyle TRIMMED = new JinjaStyle(true, true, false);

  private record Sample(String file, Map<String, Object> vars, JinjaStyle style, String sha256) {}

  private static Map<String, Object> multi(String cluster, String machineType, int subnet) {
    return Map.of(
        "cluster",
        cluster,
        "machinetype",
        machineType,
        "pod_subnets",
        "[\"10." + subnet + ".0.0/16\"]",
        "service_subnets",
        "[\"10." + (subnet + 1) + ".0.0/16\"]");
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(
              HOME,
              Map.of("machinetype", "controlplane"),
              JinjaStyle.DEFAULT,
              "854109def7cd4ef1af8b854ef5e92281d33426be0315f8638bcea6f20862069c"),
          new Sample(
              HOME,
              Map.of("machinetype", "controlplane"),
              TRIMMED,
              "13dfec153d7567680d1fffa2aeaddd1ffd8814ff96308df974ef050a7b134970"),
          new Sample(
              HOME,
              Map.of("machinetype", "worker"),
              JinjaStyle.DEFAULT,
              "be64223c77dba8cbab9a29702053ccb47db903c9e71530dca0b308485152fef6"),
          new Sample(
              HOME,
              Map.of("machinetype", "worker"),
              TRIMMED,
              "e3679ea5393941543f6ea99261eeb7a8a0900d92d0b8c6910ff3350b945edb6a"),
          new Sample(
              MULTI,
              multi("infra", "controlplane", 244),
              JinjaStyle.DEFAULT,
              "e42b06001b04801bdb5b843ebf760f4cc0689853b21763726ab6dba386315743"),
          new Sample(
              MULTI,
              multi("infra", "controlplane", 244),
              TRIMMED,
              "c90b4d1219c17c70846914f74d0f2c3fc8fd167f2b6d283262c82e60a0b92631"),
          new Sample(
              MULTI,
              multi("apps", "worker", 246),
              JinjaStyle.DEFAULT,
              "4f45e5384ac5eb5d773bdb07c51fdc5b78db70eb6e24ddd6b3019025f14c1170"),
          new Sample(
              MULTI,
              multi("apps", "worker", 246),
              TRIMMED,
              "58db1d8e2221cfd080d07f27a31caf145de9043836709338635360e400666227"));

  @TestFactory
  List<DynamicTest> aSampleIsRenderedToTheByte() {
    Path samples = Path.of(System.getProperty("blackstart.root", "."), "../shared/samples");
    return SAMPLES.stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.file() + " " + sample.vars().get("machinetype") + sample.style(),
                    () -> check(samples.resolve(sample.file()), sample)))
        .toList();
  }

  private static void check(Path file, Sample sample) throws IOException, NoSuchAlgorithmException {
    assumeTrue(Files.exists(file), "the sample " + sample.file() + " is not here");
    String output =
        Jinja.render(
            Files.readString(file),
            sample.file(),
            sample.vars(),
            Map.of(),
            name -> Optional.empty(),
            sample.style());
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(output.getBytes(StandardCharsets.UTF_8));
    assertEquals(sample.sha256(), HexFormat.of().formatHex(digest));
  }
}
