package dev.blackstart.jhelm.remote;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.world.Failure.Kind;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches over HTTPS; plain HTTP is spoken to this machine, and where the operator says so.
 * Redirects are followed by ourselves: a registry's token must not travel to where its blobs lie.
 * Who is busy (429, 502, 503, 504) or breaks off is asked again.
 */
final class Download {
  private static final int REDIRECTS = 5;

  private final TimeSource time;
  private final Patience patience;
  private final Clients clients;

  /**
   * @param time told of each download
   * @param env for proxies
   */
  Download(TimeSource time, Map<String, String> env, Patience patience) {
    this.time = time;
    this.patience = patience;
    this.clients = new Clients(env, patience);
  }

  /** Takes up how the place of a chart is reached. */
  void take(ChartRef ref) throws Unavailable {
    clients.take(ref);
  }

  /** The scheme a host is asked by. */
  String scheme(String host) {
    return clients.isPlain(host) ? "http" : "https";
  }

  /**
   * What is asked for.
   *
   * @param accept media types; empty for any
   * @param authorization the header, sent to the first host only; empty for none
   * @param head whether the headers are enough
   * @param form what is posted, {@code name=value&…}; empty to get
   */
  record Ask(URI uri, String accept, String authorization, boolean head, String form) {
    static Ask of(URI uri) {
      return new Ask(uri, "", "", false, "");
    }

    /** With what a URL says of its user, if it does. */
    Ask withUser() {
      String user = uri.getUserInfo();
      return user == null || !authorization.isEmpty()
          ? this
          : new Ask(bare(uri), accept, basic(user), head, form);
    }

    Ask withAuthorization(String header) {
      return new Ask(uri, accept, header, head, form);
    }

    @Override
    public String toString() {
      return shown(uri);
    }
  }

  /** An answer of whatever code. */
  static final class Answer {
    private final int code;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(HttpResponse<byte[]> response) {
      code = response.statusCode();
      body = response.body();
      headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
    }

    int code() {
      return code;
    }

    byte[] body() {
      return body;
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
      return "Answer[" + code + "]";
    }
  }

  /** The header of a user and a password, {@code user:password}. */
  static String basic(String both) {
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** A URL for people: without user, password and query, which may be a signature. */
  static String shown(URI uri) {
    return uri.getScheme() + "://" + authority(uri) + uri.getPath();
  }

  private static String authority(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static URI bare(URI uri) {
    String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return URI.create(uri.getScheme() + "://" + authority(uri) + path);
  }

  /**
   * @throws Unavailable when nobody answers
   */
  Answer get(Ask asked) throws IOException, InterruptedException {
    Ask ask = asked.withUser();
    URI here = ask.uri();
    for (int hop = 0; hop < REDIRECTS; hop++) {
      requireSafe(here);
      boolean first = authority(here).equals(authority(ask.uri()));
      Answer answer = patiently(ask.withAuthorization(first ? ask.authorization() : ""), here);
      Optional<String> location = answer.header("Location");
      if (answer.code() / 100 != 3 || location.isEmpty()) {
        return answer;
      }
      here = here.resolve(location.get());
    }
    throw new Unavailable(Kind.INPUT, shown(ask.uri()) + " redirects too often", "");
  }

  private Answer patiently(Ask ask, URI here) throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      boolean last = attempt == patience.again().size();
      try {
        Answer answer = once(ask, here);
        Optional<Duration> asked = pause(answer);
        boolean tooLong = asked.map(pause -> pause.compareTo(patience.longest()) > 0).orElse(false);
        if (!isBusy(answer.code()) || last || tooLong) {
          return answer;
        }
        time.pause(asked.orElse(patience.again().get(attempt)));
      } catch (Unavailable refused) {
        if (last || refused.kind() != Kind.UNREACHABLE) {
          throw refused;
        }
        time.pause(patience.again().get(attempt));
      }
    }
  }

  static boolean isBusy(int code) {
    return code == 429 || code >= 502 && code <= 504;
  }

  private static Optional<Duration> pause(Answer answer) {
    return answer
        .header("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private Answer once(Ask ask, URI here) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(here);
    if (ask.head()) {
      request.HEAD();
    }
    if (!ask.form().isEmpty()) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(ask.form()));
    }
    if (!ask.accept().isEmpty()) {
      request.header("Accept", ask.accept());
    }
    if (!ask.authorization().isEmpty()) {
      request.header("Authorization", ask.authorization());
    }
    try (TimeSource.Work work = time.working("downloads " + here.getHost() + here.getPath())) {
      AtomicLong received = new AtomicLong();
      HttpResponse<byte[]> response =
          finished(
              here,
              clients
                  .of(authority(here))
                  .sendAsync(
                      request.build(),
                      info ->
                          new BoundedBody(
                              patience.largest(),
                              ask.head()
                                  ? 0
                                  : info.headers().firstValueAsLong("Content-Length").orElse(0),
                              received,
                              work)),
              received);
      return new Answer(response);
    }
  }

  /** Waits as long as bytes come. */
  private HttpResponse<byte[]> finished(
      URI here, CompletableFuture<HttpResponse<byte[]>> exchange, AtomicLong received)
      throws IOException, InterruptedException {
    long before = -1;
    try {
      while (true) {
        long now = received.get();
        if (now == before) {
          throw new Unavailable(
              Kind.UNREACHABLE,
              authority(here) + " says nothing for " + patience.silence().toSeconds() + " s",
              Reasons.LATER);
        }
        before = now;
        try {
          return exchange.get(patience.silence().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
          // Whether anything has come since is seen above.
        }
      }
    } catch (ExecutionException e) {
      throw Reasons.of(authority(here), shown(here), patience, e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  private void requireSafe(URI uri) throws IOException {
    if (uri.getHost() == null) {
      throw new Unavailable(Kind.INPUT, uri.getPath() + " is no URL", "correct the address");
    }
    if (!"https".equals(uri.getScheme())
        && !("http".equals(uri.getScheme()) && clients.isPlain(authority(uri)))) {
      throw new Unavailable(Kind.INPUT, shown(uri) + " is not https", "write it with https://");
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
