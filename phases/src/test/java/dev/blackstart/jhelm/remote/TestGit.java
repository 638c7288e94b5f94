package dev.blackstart.jhelm.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A repository of git's own, and git's own server for it on this machine (git-http-backend). */
public final class TestGit implements AutoCloseable {
  public static final String LOGIN = Download.basic("ada:s3cret");

  private final Path folder;
  private final Path work;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  public final List<String> seen = new CopyOnWriteArrayList<>();
  public volatile boolean closed;
  public volatile int answers;

  /**
   * @param folder empty; where the repository lies
   */
  public TestGit(Path folder) throws IOException {
    this.folder = folder;
    this.work = Files.createDirectories(folder.resolve("charts.git"));
    git("init", "-q", "-b", "main", "--template=");
    git("config", "uploadpack.allowAnySHA1InWant", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://" + host() + "/charts.git";
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String file() {
    return "file://" + work;
  }

  public Path work() {
    return work;
  }

  /** Puts a chart of one ConfigMap there. */
  public void chart(String path, String version, String more) throws IOException {
    Path chart = Files.createDirectories(work.resolve(path).resolve("templates"));
    String name = path.isEmpty() ? "root" : Path.of(path).getFileName().toString();
    Files.writeString(
        chart.resolveSibling("Chart.yaml"),
        "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n" + more);
    Files.writeString(
        chart.resolve("x.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "-{{ .Release.Name }}}\n");
  }

  /** Returns the commit. */
  public String commit(String message) throws IOException {
    git("add", "-A");
    git("commit", "-q", "-m", message);
    return git("rev-parse", "HEAD").strip();
  }

  public String git(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "out", "");
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("git " + List.of(words) + ": " + Files.readString(out));
      }
      return Files.readString(out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(out);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + header);
    try (exchange) {
      if (answers > 0) {
        exchange.sendResponseHeaders(answers, -1);
      } else if (closed && !header.equals(LOGIN)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        backend(exchange);
      }
    }
  }

  private void backend(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> cgi = builder.environment();
    cgi.put("GIT_PROJECT_ROOT", folder.toString());
    cgi.put("GIT_HTTP_EXPORT_ALL", "1");
    cgi.put("REQUEST_METHOD", exchange.getRequestMethod());
    cgi.put("PATH_INFO", exchange.getRequestURI().getPath());
    cgi.put("QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    header(exchange, "Content-Type").ifPresent(type -> cgi.put("CONTENT_TYPE", type));
    header(exchange, "Content-Encoding").ifPresent(how -> cgi.put("HTTP_CONTENT_ENCODING", how));
    header(exchange, "Git-Protocol").ifPresent(version -> cgi.put("GIT_PROTOCOL", version));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    try (InputStream out = new BufferedInputStream(process.getInputStream())) {
      int status = 200;
      for (String line = line(out); !line.isEmpty(); line = line(out)) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        if (line.startsWith("Status:")) {
          status = Integer.parseInt(value.substring(0, 3));
        } else {
          exchange.getResponseHeaders().add(line.substring(0, colon), value);
        }
      }
      exchange.sendResponseHeaders(status, 0);
      out.transferTo(exchange.getResponseBody());
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
