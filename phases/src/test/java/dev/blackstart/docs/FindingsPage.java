package dev.blackstart.docs;

import dev.blackstart.cluster.Finding;
import dev.blackstart.machineconfig.lint.Lint;
import dev.blackstart.machineconfig.lint.LintCases;
import dev.blackstart.machineconfig.review.ConfigFinding;
import dev.blackstart.phase.PreflightExamples;
import dev.blackstart.repository.BrokenCases;
import dev.blackstart.repository.FindingCases;
import dev.blackstart.repository.source.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes {@code docs/findings.md} of the two tables of findings and the case of each. */
final class FindingsPage {
  private static final Pattern CONSTANT =
      Pattern.compile("/\\*\\* ((?:(?!\\*/).)*?) \\*/\\s+([A-Z][A-Z0-9_]+)\\b", Pattern.DOTALL);
  private static final String SOURCES = "phases/src/main/java/dev/blackstart/";

  private final Path root;

  FindingsPage(Path root) {
    this.root = root;
  }

  String text() throws IOException, InterruptedException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Findings

        What `plan` and `preflight` can find, each with a line as they print it. An *error* keeps \
        a run from beginning (exit 3). A *warning* stops no node and no release: something will \
        not become ready later, or is unwise. This page is generated: see CONTRIBUTING.md.

        ## In the repository
        """);
    head(page);
    Map<String, String> meanings = meanings("repository/source/FindingKind.java");
    for (FindingKind kind : FindingKind.values()) {
      String level = kind.level().name().toLowerCase(Locale.ROOT);
      List<String> example = example(kind.id(), FindingCases.expected(kind.id()));
      row(page, kind.id(), level, meanings.get(kind.name()), example.get(0), example.get(1));
    }
    page.append("\n## In machine configs\n");
    head(page);
    Map<String, String> configs = meanings("machineconfig/review/ConfigFinding.java");
    for (ConfigFinding kind : ConfigFinding.values()) {
      String level = kind.level().name().toLowerCase(Locale.ROOT);
      List<String> example = example(kind.id(), BrokenCases.expected(kind.id()));
      row(page, kind.id(), level, configs.get(kind.name()), example.get(0), example.get(1));
    }
    page.append(
        """

        ## Between what charts and what nodes are told
        An error of these is one only where both sides say so themselves; of what one leaves to \
        its defaults it is a warning. These, and every warning of this page, can be silenced below `clusters.NAME.silence` of \
        `blackstart.yaml`, as `ID: REASON`. What is silenced stays in each list, with the reason.

        """);
    head(page);
    Map<String, String> lints = meanings("machineconfig/lint/Lint.java");
    for (Lint kind : Lint.values()) {
      String level = kind.level().name().toLowerCase(Locale.ROOT);
      List<String> example = example(kind.id(), LintCases.expected(kind.id()));
      row(page, kind.id(), level, lints.get(kind.name()), example.get(0), example.get(1));
    }
    page.append("\n## Of machines, charts and secrets\n");
    head(page);
    Map<String, String> preflight = meanings("phase/PreflightFinding.java");
    PreflightExamples.all()
        .forEach(
            (name, finding) ->
                row(
                    page,
                    finding.id(),
                    finding.level().name().toLowerCase(Locale.ROOT),
                    preflight.get(name),
                    line(finding),
                    finding.remedy()));
    page.append("\n## While a run goes on\nThese keep no run from beginning.\n\n");
    head(page);
    row(
        page,
        "flux-not-ready",
        "error",
        "Something of Flux has to change for the phase `flux` to go on.",
        "Kustomization apps/echo: BuildFailed: kustomize build failed: no such file",
        "cure what it says, then resume");
    row(
        page,
        "hand-over",
        "warning, info",
        "A release or definitions that Flux did not take over as they were.",
        "release kube-system/cilium: left alone: no HelmRelease installs kube-system/cilium",
        "add a HelmRelease of that name and namespace, or keep it up to date yourself");
    return page.toString();
  }

  private static String line(Finding finding) {
    return finding.at() + ": " + finding.what();
  }

  /** The line and the remedy of a finding in what its case expects. */
  private static List<String> example(String id, String expected) {
    List<String> lines = expected.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      String[] words = lines.get(i).split(" ", 3);
      if (words.length == 3 && words[1].equals(id)) {
        return List.of(words[2], lines.get(i + 1).strip());
      }
    }
    throw new IllegalStateException("the case " + id + " does not show it");
  }

  /** What the comment of each constant says. */
  private Map<String, String> meanings(String source) throws IOException {
    Map<String, String> meanings = new HashMap<>();
    Matcher constant = CONSTANT.matcher(Files.readString(root.resolve(SOURCES + source)));
    while (constant.find()) {
      String comment = constant.group(1).replaceAll("\\s*\\R\\s*\\*\\s*", " ");
      meanings.put(
          constant.group(2),
          comment.replaceAll("\\{@code ((?:[^{}]|\\{[^}]*})*)}", "`$1`").strip());
    }
    return meanings;
  }

  private static void head(StringBuilder page) {
    page.append("| id | level | means | example | remedy |\n|---|---|---|---|---|\n");
  }

  private static void row(StringBuilder page, String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ')
          .append(cell.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*"))
          .append(" |");
    }
    page.append('\n');
  }
}
