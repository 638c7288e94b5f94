package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One API server with six machines that are ready and all actors, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlayedServer {
  private Played played;

  abstract Played start(Path folder, Faults faults) throws Exception;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    played = start(folder, Faults.of(List.of("crash=*/fails-*")));
    played.create(Played.NETWORK);
    played.awaitNetwork();
  }

  @AfterAll
  void end() {
    if (played != null) {
      played.close();
    }
  }

  public Played played() {
    return played;
  }

  /** What its contracts are kept on. */
  interface Subject {
    Played played();

    /** A new namespace of its own for a test. */
    default String namespace() throws Exception {
      String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
      played().create("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}");
      played().await(ResourceType.SERVICE_ACCOUNTS, name, "default", any -> true);
      return name;
    }
  }
}
