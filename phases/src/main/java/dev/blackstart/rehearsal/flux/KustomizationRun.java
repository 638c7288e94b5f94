package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.flux.health.ObjectHealth;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** One reconciliation of a Kustomization under way. */
final class KustomizationRun implements Rounds.UnderWay {
  /** How far it is. */
  enum Stage {
    /** The artifact is on its way. */
    FETCHING,
    /** To be built and applied. */
    APPLYING,
    /** Applied, waiting for health. */
    WAITING
  }

  private final long generation;
  private final String revision;
  private final List<String> apart;
  private List<String> unread = List.of();
  private Stage stage = Stage.FETCHING;
  private Instant deadline = Instant.MAX;
  private Instant waitingSince = Instant.MIN;
  private List<ManagedObject> toCheck = List.of();
  private boolean checksHealth;

  /**
   * A reconciliation that begins.
   *
   * @param apart dependencies that are not rehearsed
   */
  KustomizationRun(Resource kustomization, String revision, List<String> apart) {
    this.generation = kustomization.generation();
    this.revision = revision;
    this.apart = List.copyOf(apart);
  }

  /** Whether it works on what is wanted now. */
  boolean isFor(Resource kustomization, String revision) {
    return generation == kustomization.generation() && this.revision.equals(revision);
  }

  String revision() {
    return revision;
  }

  List<String> apart() {
    return apart;
  }

  /** Objects whose encrypted values nobody here can read. */
  List<String> unread() {
    return unread;
  }

  void standInFor(List<String> objects) {
    unread = List.copyOf(objects);
  }

  Stage stage() {
    return stage;
  }

  void fetched() {
    stage = Stage.APPLYING;
  }

  void waitFor(List<ManagedObject> objects, Instant now, Instant deadline) {
    this.stage = Stage.WAITING;
    this.toCheck = List.copyOf(objects);
    this.checksHealth = !objects.isEmpty();
    this.waitingSince = now;
    this.deadline = deadline;
  }

  /** Leaves out of further looks what is there and has no status that could change. */
  void settle(Predicate<ManagedObject> healthy) {
    toCheck =
        toCheck.stream()
            .filter(
                object ->
                    ObjectHealth.changes(object.group(), object.kind()) || !healthy.test(object))
            .toList();
  }

  boolean checksHealth() {
    return checksHealth;
  }

  List<ManagedObject> toCheck() {
    return toCheck;
  }

  @Override
  public boolean waitsFor(ResourceType type, Key object) {
    return toCheck.stream()
        .anyMatch(check -> check.kind().equals(type.kind()) && check.key().equals(object));
  }

  Instant waitingSince() {
    return waitingSince;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(deadline);
  }
}
