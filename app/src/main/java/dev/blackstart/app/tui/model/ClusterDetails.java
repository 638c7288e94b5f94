package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.app.plain.Ages;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.PhaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages about a cluster that are read: all that is known of it, and what would run. */
public final class ClusterDetails {
  private ClusterDetails() {}

  /** What would run; its sections begin at the margin. */
  static List<Section> plan(ScreenModel model) {
    List<Section> sections = new ArrayList<>();
    String title = "";
    List<String> lines = new ArrayList<>();
    for (String line : card(model).map(ClusterCard::plan).orElse(List.of())) {
      if (line.startsWith(" ")) {
        lines.add(line.substring(2));
      } else if (!line.isEmpty()) {
        add(sections, title, lines);
        title = line;
        lines = new ArrayList<>();
      }
    }
    add(sections, title, lines);
    return sections;
  }

  private static void add(List<Section> sections, String title, List<String> lines) {
    if (!title.isEmpty()) {
      sections.add(Section.of(title, lines));
    }
  }

  /** Nodes, unfinished runs, phases and findings; errors come first. */
  static List<Section> whole(ScreenModel model) {
    List<Section> sections = new ArrayList<>();
    card(model)
        .ifPresent(
            card -> {
              sections.add(Section.of("nodes", nodes(card)));
              card.banners().forEach(banner -> sections.add(unfinished(banner, model)));
              sections.add(Section.of("phases", List.of(names(card.phases()))));
              sections.add(card.errors() > 0 ? 0 : sections.size(), findings(card));
            });
    return sections;
  }

  /** Node, address, role and versions, aligned; the header first. */
  public static List<String> nodes(ClusterCard card) {
    return PlanText.nodes(card.nodes());
  }

  private static Section unfinished(Banner banner, ScreenModel model) {
    List<Fact> facts = new ArrayList<>();
    String ago = Ages.ago(banner.stopped(), model.now());
    facts.add(
        Fact.of(Weight.WAITS, "stopped " + banner.where() + " " + ago + " (" + banner.why() + ")"));
    boolean seen = banner.seen().isPresent();
    String source =
        banner
            .seen()
            .map(then -> ", looked at " + Ages.ago(then, model.now()))
            .orElse(", as its journal last saw them");
    facts.add(Fact.of(seen ? Weight.GOOD : Weight.PLAIN, "hold: " + names(banner.held()) + source));
    banner.trouble().ifPresent(why -> facts.add(Fact.of(Weight.WAITS, "stale: not known, " + why)));
    if (banner.trouble().isEmpty() && banner.stale().isEmpty()) {
      facts.add(Fact.of(Weight.QUIET, "stale: none, the repository is as it was"));
    }
    banner.stale().forEach(claim -> facts.add(Fact.of(Weight.WAITS, "stale: " + claim.sentence())));
    facts.add(Fact.plain("a resume does: " + names(banner.ahead()) + ", " + banner.left().words()));
    return new Section("unfinished run " + banner.run(), facts);
  }

  private static Section findings(ClusterCard card) {
    List<Fact> facts = new ArrayList<>();
    if (card.findings().isEmpty()) {
      facts.add(Fact.of(Weight.QUIET, "nothing was found wrong with the repository"));
    }
    for (Finding finding : card.findings()) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      facts.add(
          Fact.of(weight(finding.level()), level + "  " + finding.at() + ": " + finding.what()));
      facts.add(Fact.plain(finding.remedy()).deeper(1));
    }
    return new Section("findings", facts);
  }

  private static Weight weight(Finding.Level level) {
    return switch (level) {
      case ERROR -> Weight.BAD;
      case WARNING -> Weight.WAITS;
      case INFO -> Weight.QUIET;
    };
  }

  private static String names(List<PhaseId> phases) {
    return phases.isEmpty()
        ? "nothing"
        : String.join(" ", phases.stream().map(PhaseId::name).toList());
  }

  private static Optional<ClusterCard> card(ScreenModel model) {
    return model.clusters().stream()
        .filter(card -> card.name().equals(model.page().subject()))
        .findFirst();
  }
}
