package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Failure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What Helm's error texts mean. helm-java has no error codes, only these texts. */
final class HelmFailures {
  /**
   * @param text part of the message, as Helm 3.21 and Kubernetes 1.35 write it
   */
  private record Known(Pattern text, Kind kind, String remedy) {
    Known(String text, Kind kind, String remedy) {
      this(Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), kind, remedy);
    }
  }

  /** Layers of values that are named, the last ones, which win. */
  private static final int ORIGINS = 3;

  private static final List<Known> TABLE =
      List.of(
          new Known(
              "cluster unreachable|connection refused|no route to host|i/o timeout|EOF$"
                  + "|TLS handshake timeout|connection reset",
              Kind.UNREACHABLE,
              "see whether the API server of the control plane node still answers, then resume"),
          new Known(
              "another operation .* is in progress",
              Kind.REFUSED,
              "another Helm works on this release, or died doing so: wait for it, or resume, which"
                  + " clears what a dead run left"),
          new Known(
              "cannot re-use a name that is still in use",
              Kind.REFUSED,
              "a release of that name is there already: look at it with helm status, then resume"),
          new Known(
              "has no deployed releases",
              Kind.REFUSED,
              "its history holds no good revision: helm uninstall it, then resume"),
          new Known(
              "invalid ownership metadata|cannot be imported into the current release",
              Kind.REFUSED,
              "an object of that name belongs to somebody else: delete it, or give it Helm's"
                  + " labels and annotations"),
          new Known(
              "no matches for kind|ensure CRDs are installed first",
              Kind.REFUSED,
              "its CRDs are not in the cluster: name what brings them among the CRDs"),
          new Known(
              "field is immutable|updates to .* are forbidden",
              Kind.REFUSED,
              "the API server does not change that field: take the change back, or delete the"
                  + " object it names and resume"),
          new Known(
              "exceeded quota",
              Kind.REFUSED,
              "raise the quota of its namespace, or ask for less in the values; then resume"),
          new Known(
              "failed calling webhook.*x509",
              Kind.REFUSED,
              "the webhook's certificate is not of the authority its configuration names: see that"
                  + " its caBundle was injected, then resume"),
          new Known(
              "failed calling webhook",
              Kind.REFUSED,
              "the webhook's pods are not up: see why, then resume"),
          new Known(
              "chart requires kubeVersion",
              Kind.INPUT,
              "choose a chart version that supports the cluster's Kubernetes"),
          new Known(
              "values don't meet the specifications of the schema",
              Kind.INPUT,
              "correct the values; the chart's values.schema.json says what it takes"),
          new Known(
              "error converting YAML|cannot unmarshal|yaml: |failed to parse .*values",
              Kind.INPUT,
              "correct the release's values"),
          new Known(
              "missing in charts/ directory|helm dependency build",
              Kind.INPUT,
              "fetch what its Chart.yaml names under dependencies: helm dependency build, in the"
                  + " chart's folder"),
          new Known(
              "execution error at|parse error at|error calling|nil pointer evaluating"
                  + "|template: ",
              Kind.INPUT,
              "the chart refuses these values: correct them, or choose another chart version"),
          new Known(
              "Chart.yaml file is missing|not a gzip|gzip: invalid|chart .*metadata"
                  + "|file .* does not appear to be a",
              Kind.INPUT,
              "the chart is damaged: fetch it again"),
          new Known(
              "timed out waiting for the condition|deadline exceeded",
              Kind.TIMED_OUT,
              "see why the chart's hook Job does not complete: kubectl get jobs,pods,events in its"
                  + " namespace"),
          new Known(
              "hooks? .*failed|job failed|BackoffLimitExceeded|DeadlineExceeded",
              Kind.REFUSED,
              "a hook Job of the chart failed: its pod's log says why; then resume"),
          new Known(
              "forbidden|unauthorized",
              Kind.REFUSED,
              "the kubeconfig's user may not do this: use the admin kubeconfig"),
          new Known(
              "is invalid: |admission webhook|BadRequest|unknown field",
              Kind.REFUSED,
              "the API server refuses what the chart makes of these values: correct them"),
          new Known(
              "not found", Kind.REFUSED, "something the chart names is missing: create it first"));

  private HelmFailures() {}

  /** A refusal of Helm's, in its own words as far as they fit a line. */
  static Failure of(String doing, String text, Redaction redaction) {
    String line = redaction.of(oneLine(text));
    return TABLE.stream()
        .filter(known -> known.text().matcher(text).find())
        .findFirst()
        .map(known -> new Failure(known.kind(), doing + ": " + line, known.remedy()))
        .orElseGet(
            () ->
                new Failure(
                    Kind.REFUSED,
                    doing + ": " + line,
                    "helm status and kubectl get events may tell more; then resume"));
  }

  /** The same of a release, with where its values are written when they are to be corrected. */
  static Failure of(Release release, String text, Redaction redaction) {
    Failure failure = of("release " + release.qualifiedName(), text, redaction);
    List<String> origins =
        release.values().stream().map(ValuesDocument::origin).distinct().toList();
    boolean values = failure.kind() == Kind.INPUT && failure.remedy().contains("values");
    if (!values || origins.isEmpty()) {
      return failure;
    }
    String from =
        origins.size() > ORIGINS
            ? String.join(", ", origins.subList(origins.size() - ORIGINS, origins.size()))
                + " and "
                + (origins.size() - ORIGINS)
                + " more"
            : String.join(", ", origins);
    return new Failure(
        failure.kind(), failure.what(), failure.remedy() + " (they come from " + from + ")");
  }

  /** The reason stands last in a chain of Go's wrapped errors, so a long one is cut in front. */
  private static String oneLine(String text) {
    String line =
        text.replace("Use --debug flag to render out invalid YAML", "")
            .strip()
            .replaceAll("\\s*\\n\\s*", "; ");
    int longest = 600;
    return line.length() <= longest ? line : "…" + line.substring(line.length() - longest);
  }

  static Failure tookTooLong(HelmRequest request, Duration wall) {
    return new Failure(
        Kind.TIMED_OUT,
        "release %s/%s: Helm's %s took longer than %d s and was ended"
            .formatted(
                request.namespace(),
                request.name(),
                request.act().name().toLowerCase(java.util.Locale.ROOT),
                wall.toSeconds()),
        "see why its hooks do not complete, then resume");
  }

  static Failure ended(Exception cause, Path work) {
    return new Failure(
        Kind.BUG,
        "the process that runs Helm ended: " + cause.getMessage(),
        "see that " + work + " has 200 MB to spare and allows loading programs (no noexec)",
        cause);
  }

  static Failure damaged(ChartRef chart, YamlProblem problem) {
    return new Failure(
        Failure.Kind.INPUT,
        "chart " + chart + " brings YAML that cannot be read: " + problem.getMessage(),
        "correct the release's values, or choose another chart version",
        problem);
  }

  static Failure interrupted(Release release, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "interrupted while chart " + release.chart() + " was rendered",
        "resume the run",
        e);
  }

  static Failure uncompared(Release release, IOException e) {
    return new Failure(
        Failure.Kind.REFUSED,
        "release " + release.qualifiedName() + " cannot be compared: " + e.getMessage(),
        "compare with helm diff",
        e);
  }
}
