package dev.blackstart.jhelm.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry on this machine that answers as the OCI distribution spec 1.1 says: manifests by tag
 * and digest, blobs, tags, errors as JSON; its token server as "Token Authentication Specification"
 * of CNCF distribution has it.
 */
final class TestRegistry implements AutoCloseable {
  static final String USER = "ada";
  static final String PASSWORD = "s3cret:of ada";
  static final String IDENTITY = "identity-of-ada";

  private static final Pattern ADDRESS = Pattern.compile("/v2/(.+)/(manifests|blobs|tags)/([^/]+)");
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** Whom it lets in. */
  enum Door {
    OPEN,
    TOKEN_FOR_ALL,
    TOKEN_WITH_LOGIN,
    BASIC
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, List<String>> tags = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  final List<String> seen = new CopyOnWriteArrayList<>();
  final AtomicInteger busy = new AtomicInteger();
  volatile Door door = Door.OPEN;
  volatile String retryAfter = "0";
  volatile int busyCode = 429;
  volatile boolean blobsElsewhere;
  volatile boolean lies;
  volatile boolean silent;
  volatile boolean breaksOff;
  volatile boolean tokensExpire;

  TestRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Puts a chart there; returns the digest of its manifest. */
  String push(String repository, String tag, byte[] archive) {
    return push(repository, tag, "application/vnd.cncf.helm.chart.content.v1.tar+gzip", archive);
  }

  String push(String repository, String tag, String mediaType, byte[] content) {
    String config = "{}";
    String blob = "sha256:" + Sums.sha256(content);
    blobs.put(repository + "@" + blob, content);
    byte[] manifest =
        """
        {"schemaVersion": 2, "mediaType": "%s",
         "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json",
                    "digest": "sha256:%s", "size": 2},
         "layers": [
           {"mediaType": "application/vnd.cncf.helm.chart.provenance.v1.prov",
            "digest": "sha256:00", "size": 1},
           {"mediaType": "%s", "digest": "%s", "size": %d}]}
        """
            .formatted(
                MANIFEST,
                Sums.sha256(config.getBytes(StandardCharsets.UTF_8)),
                mediaType,
                blob,
                content.length)
            .getBytes(StandardCharsets.UTF_8);
    String digest = "sha256:" + Sums.sha256(manifest);
    manifests.put(repository + ":" + tag, manifest);
    manifests.put(repository + ":" + digest, manifest);
    tags.computeIfAbsent(repository, any -> new CopyOnWriteArrayList<>()).add(tag);
    return digest;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + authorization);
    String path = exchange.getRequestURI().getPath();
    if (silent) {
      await();
      exchange.close();
    } else if (path.startsWith("/elsewhere/")) {
      content(exchange, blobs.get(path.substring("/elsewhere/".length())));
    } else if (path.equals("/token")) {
      token(exchange, authorization);
    } else if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      error(exchange, busyCode, "TOOMANYREQUESTS");
    } else if (!isOpen(authorization)) {
      challenge(exchange, path);
    } else {
      served(exchange, path);
    }
  }

  private void await() {
    try {
      closing.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOpen(String authorization) {
    return switch (door) {
      case OPEN -> true;
      case TOKEN_FOR_ALL, TOKEN_WITH_LOGIN ->
          authorization.equals("Bearer t" + tokens.get())
              && !(tokensExpire && tokens.get() == 1 && seen.size() > 3);
      case BASIC -> authorization.equals(basic());
    };
  }

  private static String basic() {
    byte[] both = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private void challenge(HttpExchange exchange, String path) throws IOException {
    Matcher address = ADDRESS.matcher(path);
    String scope = address.matches() ? ",scope=\"repository:" + address.group(1) + ":pull\"" : "";
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            door == Door.BASIC
                ? "Basic realm=\"a registry\""
                : "Bearer realm=\"http://" + host() + "/token\",service=\"reg\"" + scope);
    error(exchange, 401, "UNAUTHORIZED");
  }

  private void token(HttpExchange exchange, String authorization) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean known = authorization.equals(basic()) || form.contains("refresh_token=" + IDENTITY);
    boolean anonymous = authorization.isEmpty() && form.isEmpty();
    if (known || anonymous && door == Door.TOKEN_FOR_ALL) {
      String token = "{\"token\": \"t" + tokens.incrementAndGet() + "\", \"expires_in\": 300}";
      say(exchange, 200, token.getBytes(StandardCharsets.UTF_8));
    } else {
      error(exchange, 401, "UNAUTHORIZED");
    }
  }

  private void served(HttpExchange exchange, String path) throws IOException {
    Matcher address = ADDRESS.matcher(path);
    if (!address.matches()) {
      error(exchange, 404, "NOT_FOUND");
      return;
    }
    String repository = address.group(1);
    String what = address.group(3);
    switch (address.group(2)) {
      case "manifests" -> manifest(exchange, manifests.get(repository + ":" + what));
      case "blobs" -> blob(exchange, repository + "@" + what);
      default -> {
        List<String> all = tags.getOrDefault(repository, List.of());
        String names = "[\"" + String.join("\", \"", all) + "\"]";
        say(
            exchange,
            all.isEmpty() ? 404 : 200,
            ("{\"name\": \"" + repository + "\", \"tags\": " + names + "}")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void manifest(HttpExchange exchange, byte[] manifest) throws IOException {
    if (manifest == null) {
      error(exchange, 404, "MANIFEST_UNKNOWN");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", MANIFEST);
    exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + Sums.sha256(manifest));
    say(exchange, 200, manifest);
  }

  private void blob(HttpExchange exchange, String key) throws IOException {
    if (!blobs.containsKey(key)) {
      error(exchange, 404, "BLOB_UNKNOWN");
    } else if (blobsElsewhere) {
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              "http://localhost:" + server.getAddress().getPort() + "/elsewhere/" + key);
      say(exchange, 307, new byte[0]);
    } else {
      content(exchange, blobs.get(key));
    }
  }

  private void content(HttpExchange exchange, byte[] content) throws IOException {
    if (breaksOff) {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, content.length / 2);
      exchange.getResponseBody().flush();
      await();
      exchange.close();
      return;
    }
    say(exchange, 200, lies ? "another".getBytes(StandardCharsets.UTF_8) : content);
  }

  private static void error(HttpExchange exchange, int code, String name) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    String body = "{\"errors\": [{\"code\": \"" + name + "\", \"message\": \"no\"}]}";
    say(exchange, code, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void say(HttpExchange exchange, int code, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    exchange.sendResponseHeaders(code, head || body.length == 0 ? -1 : body.length);
    try (exchange;
        var out = exchange.getResponseBody()) {
      if (!head) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
