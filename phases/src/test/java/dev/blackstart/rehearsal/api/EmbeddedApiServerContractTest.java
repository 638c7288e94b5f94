package dev.blackstart.rehearsal.api;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the embedded server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedApiServerContractTest
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
  void start() throws IOException {
    server = RunningServer.embedded();
    api = new ApiClient(server.url(), server.certificates(), server.client());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
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
