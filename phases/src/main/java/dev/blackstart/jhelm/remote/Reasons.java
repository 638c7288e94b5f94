package dev.blackstart.jhelm.remote;

import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What the network's failures and answers mean, with what to do. */
final class Reasons {
  static final String LATER =
      "see whether this machine reaches it (address, DNS, proxy), or take the chart from a mirror:"
          + " --charts DIR";

  private Reasons() {}

  /**
   * Why nothing came.
   *
   * @param host with its port
   * @param url as it is shown to people
   */
  static IOException of(String host, String url, Patience patience, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof BoundedBody.TooLargeException) {
        return new Unavailable(
            Kind.INPUT,
            "%s is larger than %d MB".formatted(url, patience.largest() >> 20),
            "no chart is as large as that: see what lies there");
      }
      if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
        return new Unavailable(Kind.UNREACHABLE, "no such host: " + host, LATER, cause);
      }
      if (each instanceof HttpConnectTimeoutException) {
        return new Unavailable(
            Kind.UNREACHABLE,
            host + " does not answer within " + patience.connect().toSeconds() + " s",
            LATER,
            cause);
      }
      if (each instanceof SSLException) {
        return new Unavailable(
            Kind.REFUSED,
            "the certificate of " + host + " is not trusted: " + each.getMessage(),
            "have Java trust its CA: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE",
            cause);
      }
      if (each instanceof ConnectException) {
        return new Unavailable(Kind.UNREACHABLE, host + ": connection refused", LATER, cause);
      }
    }
    String why = cause.getMessage() == null ? "connection lost" : cause.getMessage();
    return new Unavailable(Kind.UNREACHABLE, host + ": " + why, LATER, cause);
  }

  /**
   * What an answer that is not the wanted one means.
   *
   * @param what was asked for, such as {@code chart app 1.2.3}
   * @param login how it was tried to log in, such as {@code the login of ~/.docker/config.json};
   *     empty when there was none to try
   */
  static Unavailable of(String host, Download.Answer answer, String what, String login) {
    int code = answer.code();
    String answers = host + " answers " + code;
    return switch (code) {
      case 401, 403 ->
          login.isEmpty()
              ? new Unavailable(
                  Kind.INPUT,
                  answers + ": " + what + " needs a login, or is not there",
                  "check the name; or log in: helm registry login " + host)
              : new Unavailable(
                  Kind.INPUT,
                  answers + ": " + login + " does not open " + what,
                  "renew it: helm registry login " + host);
      case 404 ->
          new Unavailable(
              Kind.INPUT, answers + ": it has no " + what, "correct the name or the version");
      case 429 ->
          new Unavailable(
              Kind.UNREACHABLE,
              answers
                  + ": it limits how often it is asked"
                  + answer.header("Retry-After").map(s -> ", for another " + s + " s").orElse(""),
              "wait, log in (helm registry login "
                  + host
                  + "), or take the chart from a mirror: --charts DIR");
      default ->
          new Unavailable(
              code >= 500 ? Kind.UNREACHABLE : Kind.INPUT,
              answers + " when asked for " + what,
              code >= 500 ? LATER : "correct the address");
    };
  }
}
