package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.List;

/** A release that Helm could not bring about, or that did not roll out in time. */
final class FailedRelease {
  private final Resource release;
  private final ReleaseRun run;
  private final String why;
  private final long failures;

  FailedRelease(Resource release, ReleaseRun run, String why) {
    this.release = release;
    this.run = run;
    this.why = why;
    this.failures = release.status().path(counter()).asLong() + 1;
  }

  private String counter() {
    return run.action() + "Failures";
  }

  /**
   * Makes sure that it failed by itself.
   *
   * @throws NotRehearsedException when a kind is missing that may come with what is not rehearsed
   */
  void demandRehearsed(Informer releases) {
    if (!Installer.isMissingKind(why)) {
      return;
    }
    List<String> apart =
        releases.all().stream()
            .filter(FluxStatus::isNotRehearsed)
            .map(other -> "HelmRelease/" + other.key())
            .sorted()
            .toList();
    if (!apart.isEmpty()) {
      throw new NotRehearsedException(
          why + ", which may come with what is not rehearsed: " + String.join(", ", apart));
    }
  }

  /** Whether it has failed more often than its remediation allows; a negative number allows all. */
  boolean isOutOfRetries() {
    long retries = release.spec().path(run.action()).path("remediation").path("retries").asLong();
    return retries >= 0 && failures > retries;
  }

  FluxStatus mark(FluxStatus status) {
    String message = run.failed(why);
    String reason = run.reason(false);
    status
        .mark("Released", "False", reason, message)
        .set("failures", release.status().path("failures").asLong() + 1)
        .set(counter(), failures);
    return isOutOfRetries()
        ? status
            .stalled(reason, message)
            .mark(
                FluxStatus.STALLED,
                "True",
                "RetriesExceeded",
                "Failed to " + run.action() + " after " + failures + " attempt(s)")
        : status.failed(reason, message);
  }
}
