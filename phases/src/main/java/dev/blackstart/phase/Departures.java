package dev.blackstart.phase;

import dev.blackstart.run.Condition;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Holder;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run needs and is being deleted: a namespace or a definition on its way out takes nothing
 * in any more, and stays for good when nobody is left who would take a finalizer off. Deleting is
 * nothing a run does, so finalizers go by the operator's word only.
 */
final class Departures {
  /** World time who has to take a finalizer off is given for it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Who has not gone after this time, wall time, does not go by himself. */
  private static final Duration OLD = Duration.ofMinutes(5);

  /** Looking for who holds something asks for every kind there is. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** Holders that are named before the rest is counted. */
  private static final int NAMED = 3;

  private final Map<KubeObject.Ref, List<Holder>> holders = new LinkedHashMap<>();
  private Instant looked = Instant.MIN;
  private Instant end = Instant.MIN;

  static boolean isLeaving(KubeObject object) {
    return object.at("metadata", "deletionTimestamp").isPresent();
  }

  /**
   * Waits until none of these is being deleted any more; takes off what holds them where that is
   * allowed.
   *
   * @throws Failure REFUSED naming who holds them
   */
  void clear(World world, Progress progress, Collection<KubeObject.Ref> needed)
      throws InterruptedException {
    List<KubeObject> going = leaving(world, needed);
    if (going.isEmpty()) {
      return;
    }
    boolean old = going.stream().anyMatch(object -> isOld(object, world.time().wall()));
    end = old ? world.time().now() : world.time().now().plus(PATIENCE);
    progress.until(() -> look(world, progress, needed));
  }

  private static List<KubeObject> leaving(World world, Collection<KubeObject.Ref> needed) {
    return needed.stream()
        .flatMap(ref -> world.kube().get(ref).stream())
        .filter(Departures::isLeaving)
        .toList();
  }

  private static boolean isOld(KubeObject object, Instant wall) {
    try {
      return Instant.parse(object.text("metadata", "deletionTimestamp")).plus(OLD).isBefore(wall);
    } catch (DateTimeException odd) {
      return false;
    }
  }

  private Condition look(World world, Progress progress, Collection<KubeObject.Ref> needed) {
    List<KubeObject> going = leaving(world, needed);
    if (going.isEmpty()) {
      return Condition.met("nothing that is needed is being deleted");
    }
    Instant now = world.time().now();
    boolean over = !now.isBefore(end);
    if (over || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      looked = now;
      holders.clear();
      going.forEach(each -> holders.put(each.ref(), holders(world, each.ref())));
    }
    List<Waiting> waiting = new ArrayList<>();
    going.forEach(each -> waiting.add(new Waiting(each.ref().toString(), why(each.ref()))));
    if (over) {
      free(world, progress, going.getFirst().ref());
      end = now.plus(PATIENCE);
      looked = Instant.MIN;
    }
    return Condition.unmet("what is needed is being deleted", waiting);
  }

  /** An API server that does not say just now is asked again. */
  private static List<Holder> holders(World world, KubeObject.Ref ref) {
    try {
      return world.kube().holders(ref);
    } catch (Failure failure) {
      if (failure.retryable()) {
        return List.of();
      }
      throw failure;
    }
  }

  /** Every finalizer at once: what one of them holds may hold the next. */
  private void free(World world, Progress progress, KubeObject.Ref first) {
    List<Holder> all =
        holders.values().stream()
            .flatMap(List::stream)
            .filter(holder -> !holder.finalizers().isEmpty())
            .distinct()
            .toList();
    if (all.isEmpty() || !Consent.heals(world.ledger())) {
      throw stuck(first, !all.isEmpty());
    }
    for (Holder holder : all) {
      world.kube().unhold(holder);
      progress.did(
          "took " + holder.reason() + " off " + holder.ref() + "; --heal allowed it",
          ByHand.unhold(holder));
    }
  }

  private Failure stuck(KubeObject.Ref first, boolean curable) {
    List<Holder> held = holders.getOrDefault(first, List.of());
    String byHand =
        held.stream()
            .findFirst()
            .map(ByHand::unhold)
            .map(commands -> String.join("; ", commands))
            .orElse("kubectl describe " + first.kind() + " " + first.name());
    return new Failure(
        Failure.Kind.REFUSED,
        first + " " + why(first),
        curable
            ? "see whether what its finalizer asks for is done, then: blackstart resume --heal, or "
                + byHand
            : "see why: " + byHand);
  }

  private String why(KubeObject.Ref ref) {
    List<Holder> all = holders.getOrDefault(ref, List.of());
    if (all.isEmpty()) {
      return "is being deleted";
    }
    int more = all.size() - NAMED;
    return all.stream()
            .limit(NAMED)
            .map(holder -> holder.ref() + " (" + holder.reason() + ")")
            .collect(Collectors.joining(", ", "is being deleted and held by ", ""))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
