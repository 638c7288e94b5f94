package dev.blackstart.rehearsal.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.Failure;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealApiServerTest {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path folder;

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void itAnswersIsRestartedAndLeavesNothing() throws Exception {
    Path programs = RealPrograms.assume();
    List<ProcessHandle> children;
    try (RealApiServer server = start(programs)) {
      assertTrue(
          new ReadyProbe(RealPrograms.AUTHORITY.certificatePem(), server.address().getPort())
              .ready());
      int port = server.address().getPort();
      server.restart();
      assertEquals(port, server.address().getPort());
      children = ProcessHandle.current().descendants().toList();
      assertEquals(
          2, commands(children, "etcd").size() + commands(children, "kube-apiserver").size());
    }
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private static List<ProcessHandle> commands(List<ProcessHandle> processes, String name) {
    return processes.stream()
        .filter(process -> process.info().command().orElse("").endsWith("/" + name))
        .toList();
  }

  @Test
  void whenTheWorldIsKilledNothingIsLeft() throws Exception {
    Path programs = RealPrograms.assume();
    Process world =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                classpath(),
                AWorld.class.getName(),
                programs.toString(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("up", world.inputReader().readLine());
    List<ProcessHandle> children = world.descendants().toList();
    assertEquals(1, commands(children, "etcd").size());
    assertEquals(1, commands(children, "kube-apiserver").size());
    world.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  /** What this test was loaded from, be it the JVM's class path or a launcher's own loader. */
  private static String classpath() {
    return RealApiServerTest.class.getClassLoader() instanceof URLClassLoader loader
        ? Stream.of(loader.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** A process that holds a control plane until it is killed. */
  static final class AWorld {
    public static void main(String[] arguments) throws Exception {
      RealApiServer.start(
          Path.of(arguments[0]),
          Path.of(arguments[1]),
          RealPrograms.files(),
          target -> Optional.empty(),
          Executors.newVirtualThreadPerTaskExecutor(),
          InstantSource.system());
      System.out.println("up");
      Thread.currentThread().join();
    }
  }

  @Test
  void aFlagThatIsRefusedIsAFailureWithItsLastLine() {
    Path programs = RealPrograms.assume();
    ApiServerFiles good = RealPrograms.files();
    ApiServerFiles bad =
        new ApiServerFiles(
            good.authority(),
            good.serving(),
            good.servingKey(),
            good.serviceAccountKey(),
            good.aggregatorAuthority(),
            List.of("not-a-range"),
            good.serviceAccountIssuer(),
            good.advertised(),
            Optional.empty());
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                RealApiServer.start(
                    programs,
                    folder,
                    bad,
                    target -> Optional.empty(),
                    executor,
                    InstantSource.system()));
    assertTrue(failure.what().contains("not a valid cidr"), failure.what());
    assertTrue(failure.remedy().contains("kube-apiserver.log"), failure.remedy());
  }

  @Test
  void aFolderWithoutThePrograms(@TempDir Path empty) {
    Failure failure = assertThrows(Failure.class, () -> start(empty));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.what().contains("etcd"), failure.what());
  }

  @Test
  void itsFilesAreItsOwnersAlone() throws IOException {
    new ApiServerFolder(folder, RealPrograms.files()).write();
    try (var files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              assertFalse(
                  Files.getPosixFilePermissions(file).stream()
                      .anyMatch(permission -> !permission.name().startsWith("OWNER")),
                  file.toString());
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  private RealApiServer start(Path programs) throws InterruptedException {
    return RealApiServer.start(
        programs,
        folder,
        RealPrograms.files(),
        target -> Optional.empty(),
        executor,
        InstantSource.system());
  }
}
