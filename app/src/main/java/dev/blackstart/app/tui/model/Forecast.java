package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How long phases took in earlier runs of the same cluster in the same kind of world, and what that
 * says of a run that is under way or could begin; world milliseconds.
 */
public record Forecast(Map<PhaseId, Span> phases) {
  /** No earlier run tells anything. */
  public static final Forecast NONE = new Forecast(Map.of());

  /**
   * What a phase took.
   *
   * @param runs how many runs say so
   */
  public record Span(long median, long least, long most, int runs) {}

  /**
   * What is left of some phases.
   *
   * @param unknown those no earlier run tells of; they are not counted
   */
  public record Left(long median, long least, long most, List<PhaseId> unknown) {
    /** Whether anything is known that takes time. */
    public boolean known() {
      return most > 0;
    }

    /** In words: {@code about 9:00}, or more than that when some phases are unknown. */
    public String words() {
      if (!known()) {
        return unknown.isEmpty() ? "next to nothing" : "no earlier run tells how long";
      }
      return (unknown.isEmpty() ? "about " : "more than ") + Times.of(median);
    }
  }

  /** What a phase took in earlier runs; absent when none tells. */
  public Optional<Span> of(PhaseId phase) {
    return Optional.ofNullable(phases.get(phase));
  }

  /** What phases that begin now would take. */
  public Left of(Collection<PhaseId> ahead) {
    List<Span> known = new ArrayList<>();
    List<PhaseId> unknown = new ArrayList<>();
    ahead.forEach(id -> of(id).ifPresentOrElse(known::add, () -> unknown.add(id)));
    return sum(known, unknown);
  }

  /** What is left of a run at a moment of it. */
  public Left left(RunPicture run, long now) {
    List<Span> known = new ArrayList<>();
    List<PhaseId> unknown = new ArrayList<>();
    for (PhaseRow row : run.phases().values()) {
      if (!row.status().holds()) {
        long taken = row.elapsed(now);
        of(row.id())
            .map(span -> less(span, taken))
            .ifPresentOrElse(known::add, () -> unknown.add(row.id()));
      }
    }
    return sum(known, unknown);
  }

  /** For the title: {@code est. 16:20-19:00}, the whole run from its least to its most. */
  public Optional<String> total(RunPicture run, long now) {
    return under(run, left(run, now))
        .map(left -> "est. " + range(now + left.least(), now + left.most(), left.unknown()));
  }

  /** For the title: {@code left 4:38-7:18}. */
  public Optional<String> rest(RunPicture run, long now) {
    return under(run, left(run, now))
        .map(left -> "left " + range(left.least(), left.most(), left.unknown()));
  }

  /** For the rail: {@code ~2:31}, what a phase that is under way or ahead mostly takes. */
  public Optional<String> usual(PhaseRow row) {
    boolean open = row.status() == PhaseStatus.PENDING || row.status() == PhaseStatus.RUNNING;
    return open ? of(row.id()).map(span -> "~" + Times.of(span.median())) : Optional.empty();
  }

  /** A run that has ended is not guessed at any more, nor one of which nothing is known. */
  private static Optional<Left> under(RunPicture run, Left left) {
    return run.ended().isEmpty() && left.known() ? Optional.of(left) : Optional.empty();
  }

  private static String range(long least, long most, List<PhaseId> unknown) {
    String from = Times.of(least);
    String to = Times.of(most);
    String more = unknown.isEmpty() ? "" : " or more";
    return (from.equals(to) ? from : from + "-" + to) + more;
  }

  private static Span less(Span span, long taken) {
    return new Span(
        Math.max(0, span.median() - taken),
        Math.max(0, span.least() - taken),
        Math.max(0, span.most() - taken),
        span.runs());
  }

  private static Left sum(List<Span> known, List<PhaseId> unknown) {
    return new Left(
        total(known, Span::median), total(known, Span::least), total(known, Span::most), unknown);
  }

  private static long total(List<Span> spans, ToLongFunction<Span> part) {
    return spans.stream().mapToLong(part).sum();
  }
}
