package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseStatus;
import java.util.List;
import java.util.Optional;

/** Brings what failed to the eye, once, and lets go of it when the run goes on. */
final class Attention {
  private Attention() {}

  /**
   * The pages with the cursor on a phase that has just failed. An operator who looks elsewhere
   * finds it there on coming back, and one who moves away is left alone.
   */
  static List<Page> turned(
      List<Page> pages, Optional<RunPicture> before, Optional<RunPicture> after) {
    Optional<String> then = before.flatMap(Attention::failed);
    Optional<String> now = after.flatMap(Attention::failed);
    return then.equals(now)
        ? pages
        : pages.stream()
            .map(page -> page.kind() == Page.Kind.RUN ? turned(page, then, now) : page)
            .toList();
  }

  private static Page turned(Page page, Optional<String> then, Optional<String> now) {
    if (now.isPresent()) {
      return page.panel(0).at(now.get());
    }
    boolean there = page.panel() == 0 && page.cursor().equals(then.orElse(""));
    return there ? page.at("") : page;
  }

  private static Optional<String> failed(RunPicture run) {
    return run.current()
        .filter(row -> row.status() == PhaseStatus.FAILED)
        .map(row -> row.id().name());
  }
}
