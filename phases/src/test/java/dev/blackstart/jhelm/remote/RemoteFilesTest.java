package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single files, from a server on this machine that may be slow, busy or closed. */
class RemoteFilesTest {
  private static final byte[] CRDS = "kind: x\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger busy = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String login =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/busy" -> {
          boolean now = busy.incrementAndGet() < 3;
          exchange.getResponseHeaders().set("Retry-After", "0");
          exchange.sendResponseHeaders(now ? 429 : 200, now ? -1 : CRDS.length);
          exchange.getResponseBody().write(now ? new byte[0] : CRDS);
        }
        case "/moved" -> {
          exchange.getResponseHeaders().set("Location", "/crds");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/closed" -> {
          boolean open = login.equals(Download.basic("ada:s3cret"));
          exchange.sendResponseHeaders(open ? 200 : 401, open ? CRDS.length : -1);
          exchange.getResponseBody().write(open ? CRDS : new byte[0]);
        }
        case "/stalls" -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(CRDS);
          exchange.getResponseBody().flush();
          closing.await();
        }
        case "/crds" -> {
          exchange.sendResponseHeaders(200, CRDS.length);
          exchange.getResponseBody().write(CRDS);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RemoteFiles files(Duration silence, long largest) {
    List<Duration> again = List.of(Duration.ofMillis(1), Duration.ofMillis(1));
    return new RemoteFiles(
        new SystemTimeSource(),
        Map.of("HOME", home.toString()),
        new Patience(Duration.ofSeconds(30), silence, again, Duration.ofSeconds(20), largest));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private byte[] fetch(String path) {
    return files(Duration.ofSeconds(60), 1 << 20).fetch(url(path));
  }

  private static Failure refused(RemoteFiles files, String url) {
    Failure refused = assertThrows(Failure.class, () -> files.fetch(url));
    assertTrue(refused.what().startsWith("cannot fetch "), refused.what());
    assertEquals(1, refused.what().lines().count());
    assertFalse(refused.what().contains("s3cret"), refused.what());
    return refused;
  }

  @Test
  void whoIsBusyIsAskedAgainAndWhoSendsElsewhereIsFollowed() {
    assertArrayEquals(CRDS, fetch("/busy"));
    assertEquals(3, busy.get());
    assertArrayEquals(CRDS, fetch("/moved"));
  }

  @Test
  void aLoginIsTakenFromNetrcOrTheUrl() throws Exception {
    RemoteFiles files = files(Duration.ofSeconds(60), 1 << 20);
    Failure closed = refused(files, url("/closed"));
    assertEquals(Kind.INPUT, closed.kind());
    assertTrue(closed.remedy().contains("~/.netrc"), closed.remedy());
    Path netrc = home.resolve(".netrc");
    Files.writeString(netrc, "machine other.example login eve password none\n");
    refused(files, url("/closed"));
    Files.writeString(
        netrc, "machine other.example login eve\nmachine 127.0.0.1\n login ada password s3cret\n");
    assertArrayEquals(CRDS, files.fetch(url("/closed")));
    Files.writeString(netrc, "machine 127.0.0.1 login ada password s3cret-expired\n");
    assertTrue(
        refused(files, url("/closed")).what().contains("the login of ~/.netrc does not open it"));
    assertArrayEquals(CRDS, files.fetch(url("/closed").replace("://", "://ada:s3cret@")));
  }

  @Test
  void aBodyThatStallsEnds() {
    Failure stalls = refused(files(Duration.ofMillis(200), 1 << 20), url("/stalls"));
    assertEquals(Kind.UNREACHABLE, stalls.kind());
    assertTrue(stalls.what().contains("says nothing for"), stalls.what());
  }

  @Test
  void whatIsTooLargeOrNotThereIsTold() {
    RemoteFiles files = files(Duration.ofSeconds(60), 4);
    assertTrue(refused(files, url("/crds")).what().contains("is larger than"));
    assertTrue(refused(files, url("/none")).what().endsWith("answers 404: it has no such file"));
    assertTrue(refused(files, "http://10.25.11.11/x").what().endsWith("is not https"));
  }
}
