package dev.blackstart.app.look;

import dev.blackstart.app.report.Chapter;
import dev.blackstart.app.report.Chapters;
import dev.blackstart.app.report.RunReport;
import dev.blackstart.files.FileJournal;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run was, as a document: the same as {@code blackstart report} writes. */
public final class ReportLook {
  /** Columns a cell is given at most, so that what follows stays in sight; the last one is free. */
  private static final int WIDEST = 32;

  private ReportLook() {}

  /**
   * @param folder of the run, with its journal
   * @throws Failure INPUT when the journal cannot be read or has no beginning
   */
  public static List<Section> sections(Path folder) {
    return sections(
        RunReport.of(FileJournal.read(folder))
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.INPUT,
                        "the journal in " + folder + " has no beginning",
                        "the run was cut off before its first event; look at another one")));
  }

  /** The same of a report that is at hand. */
  public static List<Section> sections(RunReport report) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(Chapters.title(report), List.of()));
    Chapters.of(report).forEach(chapter -> sections.add(section(chapter)));
    return sections;
  }

  private static Section section(Chapter chapter) {
    int[] widths = widths(chapter);
    List<Fact> facts = new ArrayList<>();
    for (Chapter.Row row : chapter.rows()) {
      Fact fact = Fact.of(weight(row.tone()), line(row.cells(), widths));
      List<String> commands = row.commands();
      facts.add(commands.isEmpty() ? fact : fact.seenBy(commands.getFirst()));
      commands.forEach(
          command -> facts.add(Fact.of(Weight.QUIET, command).deeper(1).seenBy(command)));
    }
    return new Section(chapter.title(), facts);
  }

  private static int[] widths(Chapter chapter) {
    int[] widths = new int[chapter.columns().size()];
    for (Chapter.Row row : chapter.rows()) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.min(WIDEST, Math.max(widths[i], row.cells().get(i).length()));
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(cell);
      if (i < widths.length - 1) {
        line.append(" ".repeat(Math.max(0, widths[i] - cell.length()) + 2));
      }
    }
    return line.toString().stripTrailing();
  }

  private static Weight weight(Chapter.Tone tone) {
    return switch (tone) {
      case PLAIN -> Weight.PLAIN;
      case GOOD -> Weight.GOOD;
      case WAITS -> Weight.WAITS;
      case BAD -> Weight.BAD;
    };
  }
}
