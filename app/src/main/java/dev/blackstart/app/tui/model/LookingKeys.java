package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.EnumSet;
import java.util.List;

/** Keys that open pages and explain. */
final class LookingKeys {
  private LookingKeys() {}

  static List<Binding> all() {
    return List.of(
        Binding.of(
            "open",
            List.of("enter"),
            "open",
            "Open what the cursor is on.",
            Rooms.EVERYWHERE,
            Opening::nothing,
            Opening::open),
        Binding.of(
            "why",
            List.of("w"),
            "why",
            "What is waited for, why, and how to see it.",
            Rooms.OF_A_RUN,
            Looking::nothingWaits,
            Looking::why),
        Binding.of(
            "logs",
            List.of("l"),
            "logs",
            "The run's log.",
            EnumSet.of(Kind.RUN, Kind.NODE, Kind.PHASE),
            model -> Next.of(model.opened(Page.of(Kind.LOG, "")))),
        Binding.of(
            "journal",
            List.of("J"),
            "journal",
            "What was done, and how to do it by hand.",
            Rooms.RUN,
            model -> Looking.look(model, Page.of(Kind.JOURNAL, ""))),
        Binding.of(
            "findings",
            List.of("f"),
            "findings",
            "What was found wrong or unwise.",
            Rooms.RUN,
            model -> Next.of(model.opened(Page.of(Kind.FINDINGS, "")))),
        Binding.of(
            "run-report",
            List.of("R"),
            "report",
            "What the run was, from its journal.",
            Rooms.RUN,
            model -> Looking.look(model, Page.of(Kind.REPORT, ""))));
  }
}
