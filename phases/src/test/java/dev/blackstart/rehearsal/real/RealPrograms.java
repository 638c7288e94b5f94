package dev.blackstart.rehearsal.real;

import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pki.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What a real control plane needs in a test: programs from the environment and a PKI. */
public final class RealPrograms {
  public static final Authority AUTHORITY =
      Authority.named("kubernetes", Instant.now(), Duration.ofDays(1));

  private RealPrograms() {}

  /** The folder of etcd, kube-apiserver, kubectl and helm, or the test is skipped. */
  public static Path assume() {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    Assumptions.assumeTrue(
        assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver")),
        "KUBEBUILDER_ASSETS names no folder with etcd and kube-apiserver");
    return Path.of(assets);
  }

  /** A control plane at 10.25.11.11, reachable as 127.0.0.1 and localhost. */
  public static ApiServerFiles files() {
    Issued serving =
        AUTHORITY.server(
            List.of("localhost", "kubernetes.default.svc"),
            List.of("127.0.0.1", "10.25.11.11", "10.96.0.1"),
            Instant.now(),
            Duration.ofDays(1));
    Issued signer = AUTHORITY.client("CN=service-account", Instant.now(), Duration.ofDays(1));
    return new ApiServerFiles(
        AUTHORITY.certificatePem(),
        serving.chainPem(),
        serving.keyPem(),
        signer.keyPem(),
        AUTHORITY.certificatePem(),
        List.of("10.96.0.0/12"),
        "https://10.25.11.10:6443",
        "10.25.11.11",
        Optional.empty());
  }

  /** A client certificate that may do everything. */
  public static Issued admin() {
    return AUTHORITY.client("CN=admin, O=system:masters", Instant.now(), Duration.ofDays(1));
  }
}
