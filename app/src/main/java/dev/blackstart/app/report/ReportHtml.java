package dev.blackstart.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as one HTML file that loads nothing; every text in it is escaped. */
public final class ReportHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
      h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; }
      td { font-variant-numeric: tabular-nums; }
      code { display: block; font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere; opacity: .8; }
      tr.good td:first-child { border-left: .25rem solid #2a8; padding-left: .5rem; }
      tr.waits td:first-child { border-left: .25rem solid #c80; padding-left: .5rem; }
      tr.bad td:first-child { border-left: .25rem solid #d33; padding-left: .5rem; }
      """;

  private ReportHtml() {}

  public static List<String> lines(RunReport report) {
    String title = escaped(Chapters.title(report));
    List<String> lines = new ArrayList<>();
    lines.add("<!DOCTYPE html>");
    lines.add("<html lang=\"en\">");
    lines.add("<head><meta charset=\"utf-8\"><title>" + title + "</title>");
    lines.add("<style>");
    lines.addAll(STYLE.lines().toList());
    lines.add("</style></head>");
    lines.add("<body>");
    lines.add("<h1>" + title + "</h1>");
    for (Chapter chapter : Chapters.of(report)) {
      lines.add("<h2>" + escaped(chapter.title()) + "</h2>");
      lines.add("<table>");
      if (chapter.columns().stream().anyMatch(column -> !column.isEmpty())) {
        lines.add("<tr>" + cells("th", chapter.columns(), List.of()) + "</tr>");
      }
      chapter.rows().forEach(row -> lines.add(row(row)));
      lines.add("</table>");
    }
    lines.add("</body>");
    lines.add("</html>");
    return lines;
  }

  private static String row(Chapter.Row row) {
    String tone = row.tone().name().toLowerCase(Locale.ROOT);
    return "<tr class=\"" + tone + "\">" + cells("td", row.cells(), row.commands()) + "</tr>";
  }

  /** The commands stand in the last cell. */
  private static String cells(String tag, List<String> cells, List<String> commands) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      html.append('<').append(tag).append('>').append(escaped(cells.get(i)));
      if (i == cells.size() - 1) {
        commands.forEach(each -> html.append("<code>").append(escaped(each)).append("</code>"));
      }
      html.append("</").append(tag).append('>');
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
