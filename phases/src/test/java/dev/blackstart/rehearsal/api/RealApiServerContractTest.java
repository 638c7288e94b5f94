package dev.blackstart.rehearsal.api;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The same contract, kept by a real kube-apiserver: what the embedded one is measured by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealApiServerContractTest
    implements ReadsContract,
        WatchesContract,
        WritesContract,
        ApplyContract,
        PodSecurityContract,
        ProtobufContract,
        LifeContract,
        UpkeepContract,
        WebhooksContract,
        CustomResourcesContract {
  private RunningServer server;
  private ApiClient api;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    server = RealServer.start();
    api = new ApiClient(server.url(), server.certificates(), server.client());
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public ApiClient api() {
    return api;
  }

  @Override
  public RunningServer server() {
    return server;
  }
}
