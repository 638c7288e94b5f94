package dev.blackstart.app.act;

import dev.blackstart.app.Refusal;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What an operator asks Flux about one object, as the flux program asks it (fluxcd.io/flux/cmd).
 */
public final class FluxOrders {
  private static final String REQUESTED = "reconcile.fluxcd.io/requestedAt";
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Flux tries these again by itself, so they are no end. */
  private static final Set<String> PASSING =
      Set.of("Progressing", "ProgressingWithRetry", "DependencyNotReady");

  private final KubeApi kube;
  private final TimeSource time;
  private final Consumer<String> told;

  /**
   * @param told each step as it is taken, one line
   */
  public FluxOrders(KubeApi kube, TimeSource time, Consumer<String> told) {
    this.kube = kube;
    this.time = time;
    this.told = told;
  }

  /** The flux command that does the same. */
  public static String byHand(String verb, KubeObject object) {
    return "flux -n "
        + object.namespace()
        + " "
        + verb
        + " "
        + FluxKind.of(object.kind()).words()
        + " "
        + object.name();
  }

  private static boolean suspended(KubeObject object) {
    return Boolean.TRUE.equals(object.at("spec", "suspend").orElse(false));
  }

  /**
   * Flux leaves it alone from now on.
   *
   * @param soak how long that is meant to last; absent until somebody resumes it
   * @return how it stands
   */
  public String suspend(KubeObject object, Optional<Duration> soak) {
    String until = soak.map(length -> Soak.until(time.wall(), length)).orElse(null);
    if (suspended(object) && soak.isEmpty()) {
      return "is suspended already"
          + Soak.of(object).map(end -> "; it soaks until " + end).orElse("");
    }
    kube.merge(object.ref(), fields(true, until));
    return "is suspended" + (until == null ? "" : "; it soaks until " + until);
  }

  /**
   * Flux reconciles it again; waits until it is Ready.
   *
   * @param override whether a soak that has not ended is ended
   * @throws Refusal 3 when it soaks
   * @throws Failure REFUSED when Flux fails with it, TIMED_OUT
   */
  public String resume(KubeObject object, boolean override, Duration wait)
      throws InterruptedException {
    if (!suspended(object)) {
      return "is not suspended";
    }
    if (!override) {
      Soak.requireOver(object, time.wall());
    }
    KubeObject changed = kube.merge(object.ref(), fields(false, null));
    told.accept(object.ref() + " is reconciled again");
    return settled(changed, "", wait);
  }

  /**
   * Asks for a reconciliation now, and waits for its end.
   *
   * @param withSource whether its source is asked first, so that the newest commit is taken
   * @throws Refusal 3 when it is suspended
   * @throws Failure REFUSED when Flux fails with it, TIMED_OUT
   */
  public String reconcile(KubeObject object, boolean withSource, Duration wait)
      throws InterruptedException {
    Optional<KubeObject> source = withSource ? source(object) : Optional.empty();
    if (source.isPresent()) {
      told.accept(source.get().ref() + " " + one(source.get(), wait));
    }
    return one(object, wait);
  }

  private String one(KubeObject object, Duration wait) throws InterruptedException {
    if (suspended(object)) {
      throw new Refusal(
          3,
          object.ref() + " is suspended, so Flux does not reconcile it",
          "resume it: blackstart flux resume " + FluxNames.written(object));
    }
    if (object.kind().equals("HelmRepository") && object.text("spec", "type").equals("oci")) {
      return "holds OCI charts: Flux has nothing to reconcile of it";
    }
    String now = time.wall().toString();
    Map<String, Object> annotated =
        Map.of("metadata", Map.of("annotations", Map.of(REQUESTED, now)));
    KubeObject changed = kube.merge(object.ref(), annotated);
    told.accept(object.ref() + " is asked to reconcile");
    return settled(changed, now, wait);
  }

  /** Where it is taken from (spec.sourceRef, spec.chartRef, spec.chart.spec.sourceRef). */
  private Optional<KubeObject> source(KubeObject object) {
    for (List<String> path :
        List.of(
            List.of("spec", "sourceRef"),
            List.of("spec", "chartRef"),
            List.of("spec", "chart", "spec", "sourceRef"))) {
      Optional<Object> found = object.at(path.toArray(String[]::new));
      if (found.isPresent() && found.get() instanceof Map<?, ?> map) {
        Object namespace = map.get("namespace");
        return FluxKind.called(String.valueOf(map.get("kind")))
            .map(
                kind ->
                    new KubeObject.Ref(
                        kind.apiVersion(),
                        kind.kind(),
                        namespace == null ? object.namespace() : namespace.toString(),
                        String.valueOf(map.get("name"))))
            .flatMap(kube::get);
      }
    }
    return Optional.empty();
  }

  /** The end of it; an empty request stands for a change of the object itself. */
  private String settled(KubeObject changed, String requested, Duration wait)
      throws InterruptedException {
    Instant until = time.now().plus(wait);
    KubeObject now = changed;
    while (true) {
      long seen = kube.changes().version();
      now = kube.get(changed.ref()).orElse(now);
      Optional<KubeObject> ready = ready(now, requested);
      String status = ready.map(each -> each.text("status")).orElse("");
      if (status.equals("True")) {
        return "is Ready: " + said(ready);
      }
      String reason = ready.map(each -> each.text("reason")).orElse("");
      if (status.equals("False") && !PASSING.contains(reason)) {
        throw new Failure(
            Failure.Kind.REFUSED,
            now.ref() + " is not Ready: " + said(ready),
            "correct it, push it, then: blackstart flux reconcile --with-source "
                + FluxNames.written(now));
      }
      if (!time.now().isBefore(until)) {
        throw new Failure(
            Failure.Kind.TIMED_OUT,
            now.ref() + " is not Ready yet: " + said(now.condition("Ready")),
            "Flux goes on with it; wait longer: --timeout 15m, or see: blackstart status flux");
      }
      time.await(kube.changes(), seen, LOOK);
    }
  }

  /** Its Ready condition, once it is about what was asked for. */
  private static Optional<KubeObject> ready(KubeObject object, String requested) {
    boolean handled =
        requested.isEmpty() || object.text("status", "lastHandledReconcileAt").equals(requested);
    return object.condition("Ready").filter(ready -> handled && isCurrent(ready, object));
  }

  /** A failed attempt moves the condition's generation only, not that of the whole status. */
  private static boolean isCurrent(KubeObject ready, KubeObject object) {
    int generation = object.number("metadata", "generation");
    boolean all = object.number("status", "observedGeneration") >= generation;
    return ready.text("status").equals("False") && ready.at("observedGeneration").isPresent()
        ? ready.number("observedGeneration") >= generation
        : all;
  }

  private static String said(Optional<KubeObject> ready) {
    return ready
        .map(each -> each.text("message").strip().lines().findFirst().orElse(each.text("reason")))
        .orElse("its controller has not seen it");
  }

  private static Map<String, Object> fields(boolean suspend, String soakUntil) {
    Map<String, Object> annotations = new HashMap<>();
    annotations.put(Soak.UNTIL, soakUntil);
    return Map.of(
        "spec", Map.of("suspend", suspend), "metadata", Map.of("annotations", annotations));
  }
}
