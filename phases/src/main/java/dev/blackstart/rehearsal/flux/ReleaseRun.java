package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.world.Charts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One reconciliation of a HelmRelease under way. */
final class ReleaseRun implements Rounds.UnderWay {
  /** What Helm waits for. */
  private static final Set<String> WAITED =
      Set.of(
          "Deployment",
          "DaemonSet",
          "StatefulSet",
          "ReplicaSet",
          "Pod",
          "Job",
          "Service",
          "PersistentVolumeClaim",
          "CustomResourceDefinition");

  private static final Duration LAG = Duration.ofMinutes(2);

  private final long generation;
  private final Release wanted;
  private final Charts.Chart chart;
  private final String digest;
  private final List<String> apart;
  private final JsonNode history;
  private volatile String action;
  private volatile boolean installed;
  private volatile String failure = "";
  private Charts.Deployed deployed;
  private List<ManagedObject> toCheck = List.of();
  private Instant deadline = Instant.MAX;
  private Instant readSince;

  ReleaseRun(
      Resource release, Release wanted, Charts.Chart chart, String digest, List<String> apart) {
    this.generation = release.generation();
    this.wanted = wanted;
    this.chart = chart;
    this.digest = digest;
    this.apart = List.copyOf(apart);
    this.history = release.status().path("history");
    this.action = history.path(0).path("action").asText("install");
  }

  /** Whether the HelmRelease has brought about a revision of the release before. */
  boolean isManaged() {
    return !history.isEmpty();
  }

  long generation() {
    return generation;
  }

  Release wanted() {
    return wanted;
  }

  Charts.Chart chart() {
    return chart;
  }

  String digest() {
    return digest;
  }

  List<String> apart() {
    return apart;
  }

  String action() {
    return action;
  }

  void action(String name) {
    this.action = name;
  }

  /** Whether Helm has this chart deployed with these values. */
  boolean isSame(Charts.Deployed there) {
    return there.status().equals("deployed")
        && there.chart().equals(chart.name())
        && plain(there.chartVersion()).equals(plain(chart.version()))
        && there.valuesDigest().equals(digest);
  }

  /** Whether it goes on from what Helm had before the HelmRelease. */
  boolean takesOver() {
    return !isManaged() && action.equals("upgrade");
  }

  private static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  void installed() {
    installed = true;
  }

  /** Views of Helm's records lag behind what Helm has just done. */
  boolean mayLag(Instant now) {
    if (readSince == null) {
      readSince = now;
    }
    return now.isBefore(readSince.plus(LAG));
  }

  boolean isInstalled() {
    return installed;
  }

  void failed(Throwable why) {
    failure = why.getMessage() == null ? why.toString() : why.getMessage();
  }

  Optional<String> failure() {
    return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
  }

  void waitFor(Charts.Deployed there, Instant now, Instant until) {
    this.installed = true;
    this.deployed = there;
    this.deadline = until;
    this.toCheck =
        there.objects().stream()
            .filter(object -> WAITED.contains(object.kind()))
            .map(
                object ->
                    ManagedObject.of(
                        object.apiVersion(), object.kind(), object.namespace(), object.name()))
            .toList();
  }

  boolean disablesWait(Resource release) {
    return release.spec().path(action).path("disableWait").asBoolean();
  }

  void checkNothing() {
    toCheck = List.of();
  }

  boolean isWaiting() {
    return deployed != null;
  }

  List<ManagedObject> toCheck() {
    return toCheck;
  }

  @Override
  public boolean waitsFor(ResourceType type, Key object) {
    return toCheck.stream()
        .anyMatch(check -> check.kind().equals(type.kind()) && check.key().equals(object));
  }

  boolean isOver(Instant now) {
    return !now.isBefore(deadline);
  }

  String reason(boolean succeeded) {
    return (action.equals("install") ? "Install" : "Upgrade")
        + (succeeded ? "Succeeded" : "Failed");
  }

  String succeeded() {
    return "Helm "
        + action
        + " succeeded for release "
        + wanted.qualifiedName()
        + ".v"
        + deployed.revision()
        + " with chart "
        + chart.name()
        + "@"
        + chart.version();
  }

  String failed(String why) {
    return "Helm "
        + action
        + " failed for release "
        + wanted.qualifiedName()
        + " with chart "
        + chart.name()
        + "@"
        + chart.version()
        + ": "
        + why;
  }

  /** The history after this run: what is deployed, or as it was when Helm did not come so far. */
  JsonNode history(Instant wall) {
    if (deployed == null) {
      return history.isArray() ? history : Json.array();
    }
    JsonNode last = history.path(0);
    boolean known = last.path("version").asInt() == deployed.revision();
    return Json.array(
        Json.object(
            "name", wanted.name(),
            "namespace", wanted.namespace(),
            "version", deployed.revision(),
            "status", deployed.status(),
            "action", action,
            "chartName", chart.name(),
            "chartVersion", chart.version(),
            "configDigest", "sha256:" + digest,
            "digest", "sha256:" + chart.digest(),
            "firstDeployed", known ? last.path("firstDeployed").asText() : wall,
            "lastDeployed", known ? last.path("lastDeployed").asText() : wall));
  }
}
