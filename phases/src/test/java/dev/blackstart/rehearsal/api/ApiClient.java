package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Talks to an API server as a test wants to: path, body, answer. */
final class ApiClient {
  /** An answer: its code and body. */
  record Answer(int code, JsonNode body, HttpResponse<byte[]> raw) {
    String message() {
      return body.path("message").asText();
    }
  }

  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final String url;
  private final HttpClient http;

  ApiClient(String url, Certificates certificates, Certificates.Identity identity) {
    this.url = url;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls(certificates, identity))
            .connectTimeout(DEADLINE)
            .build();
  }

  private static SSLContext tls(Certificates certificates, Certificates.Identity identity) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", certificates.authority().certificate());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      KeyManager[] keys = null;
      if (identity != null) {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
            "client",
            identity.keys().getPrivate(),
            new char[0],
            new Certificate[] {identity.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(own, new char[0]);
        keys = factory.getKeyManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request; the body may be JSON text or null. */
  Answer send(String method, String path, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(DEADLINE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      // The real server calls its OpenAPI index text/plain now and then.
      boolean json = response.body().length > 0 && response.body()[0] == '{';
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(response.body()) : JSON.missingNode(),
          response);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", null, headers);
  }

  Answer post(String path, String json) {
    return send("POST", path, "application/json", utf8(json));
  }

  Answer put(String path, JsonNode json) {
    return send("PUT", path, "application/json", utf8(json.toString()));
  }

  Answer patch(String path, String kind, String body) {
    return send("PATCH", path, "application/" + kind, utf8(body));
  }

  Answer apply(String path, String manager, String json) {
    String mark = path.contains("?") ? "&" : "?";
    return patch(path + mark + "fieldManager=" + manager, "apply-patch+yaml", json);
  }

  Answer delete(String path) {
    return send("DELETE", path, "", null);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The events of a watch, as they come. */
  static final class Watch implements AutoCloseable {
    private final InputStream stream;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

    private Watch(InputStream stream) {
      this.stream = stream;
      Thread.ofVirtual()
          .start(
              () -> {
                try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                  for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    events.add(JSON.readTree(line));
                  }
                } catch (IOException e) {
                  // Closed: no more events.
                }
              });
    }

    /** The next event, or a missing node when none comes in time. */
    JsonNode next() throws InterruptedException {
      JsonNode event = events.poll(60, TimeUnit.SECONDS);
      return event == null ? JSON.missingNode() : event;
    }

    /** The next event that fits, or a missing node. */
    JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
      for (JsonNode event = next(); !event.isMissingNode(); event = next()) {
        if (wanted.test(event)) {
          return event;
        }
      }
      return JSON.missingNode();
    }

    /** Type and name of the next event, such as {@code ADDED web}. */
    String line() throws InterruptedException {
      JsonNode event = next();
      return event.path("type").asText()
          + " "
          + event.path("object").path("metadata").path("name").asText();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  Watch watch(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("watch answered " + response.statusCode());
    }
    return new Watch(response.body());
  }
}
