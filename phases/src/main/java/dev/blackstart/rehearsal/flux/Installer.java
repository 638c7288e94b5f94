package dev.blackstart.rehearsal.flux;

import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs Helm for releases, a few at a time, beside everything else. */
final class Installer {
  private static final int AT_ONCE = 2;

  private final Surroundings around;
  private final Charts charts;
  private final Ownership ownership;
  private final SpoiltHandOver spoilt;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  Installer(Surroundings around, Charts charts, Ownership ownership, SpoiltHandOver spoilt) {
    this.around = around;
    this.charts = charts;
    this.ownership = ownership;
    this.spoilt = spoilt;
  }

  /**
   * Installs or upgrades soon; the run knows how it went before {@code done} is told.
   *
   * @param takes whether the release takes over what others made
   */
  void install(Release release, ReleaseRun run, boolean takes, Runnable done) {
    synchronized (this) {
      waiting.add(() -> helm(release, run, takes, done));
    }
    next();
  }

  private void next() {
    Runnable work;
    synchronized (this) {
      if (running >= AT_ONCE || waiting.isEmpty()) {
        return;
      }
      running++;
      work = waiting.removeFirst();
    }
    around.soon(work);
  }

  private void helm(Release release, ReleaseRun run, boolean takes, Runnable done) {
    try {
      spoilt.strike(release, run);
      installOrTake(release, takes);
      run.installed();
    } catch (Failure | ApiFailure failure) {
      run.failed(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      run.failed(interrupted);
    } finally {
      synchronized (this) {
        running--;
      }
      done.run();
      next();
    }
  }

  private void installOrTake(Release release, boolean takes) throws InterruptedException {
    try {
      charts.install(release);
    } catch (Failure failure) {
      if (!takes || !Ownership.isMissing(failure.what())) {
        throw failure;
      }
      try (Agenda.Hold hold = around.hold()) {
        ownership.take(release);
      }
      charts.install(release);
    }
  }

  /** Whether Helm failed for a kind that the API server does not serve. */
  static boolean isMissingKind(String failure) {
    return failure.contains("no matches for kind") || failure.contains("ensure CRDs are installed");
  }
}
