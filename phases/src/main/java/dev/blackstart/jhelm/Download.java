package dev.blackstart.jhelm;

import dev.blackstart.run.CountedInput;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches over HTTPS; plain HTTP is spoken to this machine only. Redirects are followed by
 * ourselves: a registry's token must not travel to where its blobs lie.
 */
final class Download {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int REDIRECTS = 5;
  private static final int LARGEST = 64 * 1024 * 1024;

  private final TimeSource time;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param time told of each download
   */
  Download(TimeSource time) {
    this.time = time;
  }

  /**
   * @param challenge what a 401 asks for
   */
  record Answer(int code, byte[] body, Optional<String> challenge) {
    Answer {
      body = body.clone();
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    @Override
    public String toString() {
      return "Answer[" + code + "]";
    }
  }

  /**
   * @param accept media types; empty for any
   * @param token bearer token, sent to the first host only
   * @throws IOException when nobody answers, in words for the operator
   */
  Answer get(URI uri, String accept, Optional<String> token)
      throws IOException, InterruptedException {
    URI here = uri;
    for (int hop = 0; hop < REDIRECTS; hop++) {
      requireSafe(here);
      HttpRequest.Builder request = HttpRequest.newBuilder(here).timeout(DEADLINE);
      if (!accept.isEmpty()) {
        request.header("Accept", accept);
      }
      if (token.isPresent() && here.getAuthority().equals(uri.getAuthority())) {
        request.header("Authorization", "Bearer " + token.get());
      }
      String what = "downloads " + here.getHost() + here.getPath();
      try (TimeSource.Work work = time.working(what);
          Reply reply = new Reply(send(request.build()), work)) {
        HttpResponse<InputStream> response = reply.response();
        Optional<String> location = response.headers().firstValue("Location");
        if (response.statusCode() / 100 != 3 || location.isEmpty()) {
          byte[] content = reply.body().readNBytes(LARGEST + 1);
          if (content.length > LARGEST) {
            throw new IOException(here + " is larger than 64 MB");
          }
          return new Answer(
              response.statusCode(), content, response.headers().firstValue("WWW-Authenticate"));
        }
        here = here.resolve(location.get());
      }
    }
    throw new IOException(uri + " redirects too often");
  }

  /** A response whose body counts itself as it is read. */
  private record Reply(HttpResponse<InputStream> response, InputStream body)
      implements AutoCloseable {
    Reply(HttpResponse<InputStream> response, TimeSource.Work work) {
      this(
          response,
          new CountedInput(
              response.body(),
              work,
              response.headers().firstValueAsLong("Content-Length").orElse(0)));
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new IOException(request.uri().getHost() + " does not answer in time", e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "connection refused" : e.getMessage();
      throw new IOException(request.uri().getHost() + ": " + why, e);
    }
  }

  private static void requireSafe(URI uri) throws IOException {
    if (uri.getHost() == null) {
      throw new IOException(uri + " is no URL");
    }
    if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && local(uri))) {
      throw new IOException(uri + " is not https");
    }
  }

  /** Whether a URL names this machine, by address: names are not looked up. */
  static boolean local(URI uri) {
    String host = uri.getHost();
    if ("localhost".equals(host)) {
      return true;
    }
    try {
      return host != null
          && host.matches("[0-9.]+|\\[[0-9a-f:]+\\]")
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
