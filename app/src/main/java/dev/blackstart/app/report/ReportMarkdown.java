package dev.blackstart.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown: tables that can be read as they are and that forges show. */
public final class ReportMarkdown {
  private ReportMarkdown() {}

  public static List<String> lines(RunReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + escaped(Chapters.title(report)));
    for (Chapter chapter : Chapters.of(report)) {
      lines.add("");
      lines.add("## " + escaped(chapter.title()));
      lines.add("");
      lines.add(row(chapter.columns()));
      lines.add(row(chapter.columns().stream().map(column -> "---").toList()));
      chapter.rows().forEach(row -> lines.add(row(row.cells())));
      List<String> commands =
          chapter.rows().stream().flatMap(row -> row.commands().stream()).toList();
      if (!commands.isEmpty()) {
        lines.addAll(List.of("", "By hand, with the files of `blackstart plan --render .`:", ""));
        commands.forEach(command -> lines.add("    " + oneLine(command)));
      }
    }
    return lines;
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(ReportMarkdown::escaped)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** What Markdown would take for its own. */
  private static String escaped(String text) {
    return oneLine(text).replaceAll("([\\\\|`*_<>\\[\\]#])", "\\\\$1");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
