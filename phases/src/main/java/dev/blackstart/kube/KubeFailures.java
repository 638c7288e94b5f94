package dev.blackstart.kube;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Failure.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What HTTP statuses and network errors of the Kubernetes API mean (Kubernetes 1.35). */
final class KubeFailures {
  private static final Pattern IMMUTABLE =
      Pattern.compile("immutable|updates to .* are forbidden|may not be changed");

  private KubeFailures() {}

  /**
   * @param doing the act and its object, such as {@code apply CustomResourceDefinition a.b.c}
   */
  static Failure of(String doing, Reply reply) {
    String what = doing + ": " + reply.message();
    return switch (reply.code()) {
      case 401 ->
          new Failure(
              Kind.REFUSED,
              doing + ": the API server does not know the kubeconfig's user",
              "fetch the kubeconfig again: it may be of another cluster, or expired");
      case 403 -> new Failure(Kind.REFUSED, what, forbidden(reply.message()));
      case 404 ->
          new Failure(Kind.REFUSED, what, "create first what it needs: its namespace, or its CRD");
      case 409 ->
          new Failure(Kind.REFUSED, what, "somebody else changed it at the same time: resume");
      case 400, 422 ->
          IMMUTABLE.matcher(reply.message()).find()
              ? new Failure(
                  Kind.REFUSED,
                  what,
                  "take that change back, or delete the object and resume: it is made anew")
              : refusedObject(what);
      // A patch that does not fit the schema, or the type, is an internal error to Kubernetes 1.35.
      case 500 ->
          reply.message().contains("failed to create typed patch object")
                  || reply.message().contains("failed to convert new object")
              ? refusedObject(what)
              : unwell(what, reply);
      case 413 -> new Failure(Kind.REFUSED, what, "the object is larger than etcd takes");
      case 415 ->
          new Failure(Kind.REFUSED, what, "this API server is too old for server-side apply");
      case 429, 502, 503, 504 -> unwell(what, reply);
      default -> new Failure(Kind.REFUSED, what, "see the API server's log for the reason");
    };
  }

  private static String forbidden(String message) {
    if (message.contains("exceeded quota")) {
      return "raise the quota of its namespace, or ask for less; then resume";
    }
    if (message.contains("because it is being terminated")) {
      return "its namespace is being deleted: see what holds it up, then resume";
    }
    return message.contains("violates PodSecurity")
        ? "give its namespace the pod-security label it needs, or correct the object"
        : "use a kubeconfig whose user may do this (admin)";
  }

  /** A certificate that was good once. */
  static Failure expired(String doing, Instant end) {
    return new Failure(
        Kind.REFUSED,
        doing + ": the client certificate of the kubeconfig expired at " + end,
        "blackstart kubeconfig fetches a new one from Talos; then resume");
  }

  private static Failure refusedObject(String what) {
    return new Failure(Kind.REFUSED, what, "correct the object: the API server does not take it");
  }

  private static Failure unwell(String what, Reply reply) {
    return new Failure(
        Kind.UNREACHABLE,
        what,
        reply.message().contains("webhook")
            ? webhook(reply.message())
            : "the API server is not well: see its log on the control plane node");
  }

  private static String webhook(String message) {
    return message.contains("x509")
        ? "the webhook's certificate is not of the authority its configuration names: see that"
            + " its caBundle was injected, then resume"
        : "nobody answers for the webhook's Service: see its pods and kubectl get"
            + " endpointslices, then resume";
  }

  static Failure unreachable(String doing, Throwable cause) {
    return new Failure(
        Kind.UNREACHABLE,
        doing + ": " + reason(cause),
        "see whether kube-apiserver runs on the control plane node the kubeconfig names",
        cause);
  }

  static Failure unknownKind(String doing, String apiVersion, String kind) {
    return new Failure(
        Kind.REFUSED,
        doing + ": the API server knows no " + kind + " in " + apiVersion,
        "bring its CRD first, or correct apiVersion and kind");
  }

  static Failure notAdopted(String doing) {
    return new Failure(
        Kind.UNREACHABLE, doing + ": no kubeconfig yet", "run the phase kubeconfig first");
  }

  static Failure interrupted(String doing, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new Failure(Kind.UNREACHABLE, doing + ": interrupted", "resume the run", cause);
  }

  /** In a few words, as an operator would say it. */
  static String reason(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      switch (each) {
        case ConnectException refused -> {
          return "connection refused";
        }
        case UnknownHostException host -> {
          return "no such host: " + host.getMessage();
        }
        case TimeoutException late -> {
          return "no answer in time";
        }
        case java.net.http.HttpTimeoutException late -> {
          return "no answer in time";
        }
        case SSLException tls -> {
          return "TLS: " + oneLine(tls.getMessage());
        }
        default -> {}
      }
    }
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : oneLine(message);
  }

  private static String oneLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }
}
