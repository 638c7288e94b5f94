package dev.blackstart.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

class RealMeshTurnTest extends MeshTurnContract {
  @Override
  List<String> server() {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    Assumptions.assumeTrue(
        assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver")),
        "KUBEBUILDER_ASSETS names no folder with etcd and kube-apiserver");
    return List.of("--control-plane", assets);
  }
}
