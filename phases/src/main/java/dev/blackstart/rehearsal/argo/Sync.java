package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.flux.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** One sync operation: step after step, tried again when a step fails. */
final class Sync {
  /** How often an automated sync is tried again when the Application says nothing. */
  private static final int RETRIES = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);

  private Target target;
  private final Instant began;
  private final int retries;
  private final Duration firstPause;
  private final double factor;
  private final Duration longestPause;
  private final Set<String> made = new HashSet<>();
  private final ArrayNode hooks = Json.array();
  private int step;
  private boolean applied;
  private int failures;
  private Instant next = Instant.MIN;
  private Instant ended;
  private String phase = "Running";
  private String message = "";

  Sync(Target target, Resource application, Instant now) {
    this.target = target;
    this.began = now;
    JsonNode retry = application.spec().path("syncPolicy").path("retry");
    JsonNode backoff = retry.path("backoff");
    this.retries = retry.path("limit").asInt(RETRIES);
    this.firstPause = Durations.of(backoff.path("duration"), FIRST_PAUSE);
    this.factor = Math.max(1, backoff.path("factor").asDouble(2));
    this.longestPause = Durations.of(backoff.path("maxDuration"), LONGEST_PAUSE);
  }

  /** The same sync of another commit that amounts to the same. */
  Sync of(Target same) {
    target = same;
    return this;
  }

  Target target() {
    return target;
  }

  /** Number of the step that is under way, from 0. */
  int step() {
    return step;
  }

  boolean isApplied() {
    return applied;
  }

  void applied() {
    applied = true;
  }

  void waitsFor(String what) {
    message = what;
  }

  void nextStep() {
    step++;
    applied = false;
  }

  /** A hook this sync has made, by its uid. */
  void made(String uid) {
    made.add(uid);
  }

  boolean hasMade(String uid) {
    return made.contains(uid);
  }

  /** What became of hooks, in Argo CD's form. */
  ArrayNode hooks() {
    return hooks;
  }

  /** Whether it may be worked on now. */
  boolean isDue(Instant now) {
    return isRunning() && !now.isBefore(next);
  }

  boolean isRunning() {
    return phase.equals("Running");
  }

  boolean succeeded() {
    return phase.equals("Succeeded");
  }

  void succeed(Instant now) {
    phase = "Succeeded";
    message = "successfully synced (all tasks run)";
    ended = now;
  }

  void failed(String why, Instant now) {
    failures++;
    step = 0;
    applied = false;
    made.clear();
    if (retries >= 0 && failures > retries) {
      phase = "Failed";
      message = retries == 0 ? why : why + " (retried " + retries + " times).";
      ended = now;
      return;
    }
    hooks.removeAll();
    double pause = firstPause.toMillis() * Math.pow(factor, failures - 1);
    next = now.plusMillis((long) Math.min(pause, longestPause.toMillis()));
    message = why + ". Retrying attempt #" + failures + " at " + next;
  }

  String phase() {
    return phase;
  }

  String message() {
    return message;
  }

  Instant began() {
    return began;
  }

  /** Null while it runs. */
  Instant ended() {
    return ended;
  }
}
