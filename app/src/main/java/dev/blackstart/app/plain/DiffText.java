package dev.blackstart.app.plain;

import dev.blackstart.app.ReleaseDiff;
import dev.blackstart.world.ReleasePreview.FieldChange;
import dev.blackstart.world.ReleasePreview.Kind;
import dev.blackstart.world.ReleasePreview.ObjectChange;
import java.util.ArrayList;
import java.util.List;

/** What installing releases would change, for people. */
public final class DiffText {
  private static final int WIDTH = 98;

  private DiffText() {}

  public static List<String> lines(List<ReleaseDiff> diffs, boolean colours) {
    List<String> lines = new ArrayList<>();
    for (ReleaseDiff diff : diffs) {
      Ink ink = diff.same() ? Ink.GOOD : diff.preview().isEmpty() ? Ink.BAD : Ink.WAITS;
      lines.add(
          "  "
              + Harmless.text(
                  ink.on(diff.release().qualifiedName(), colours) + "  " + diff.summary(),
                  colours));
      diff.preview()
          .filter(seen -> seen.deployed().isPresent())
          .ifPresent(seen -> seen.objects().forEach(change -> lines.addAll(object(change))));
    }
    long same = diffs.stream().filter(ReleaseDiff::same).count();
    lines.add("  " + same + " of " + diffs.size() + " releases are as the repository wants them");
    return lines;
  }

  private static List<String> object(ObjectChange change) {
    List<String> lines = new ArrayList<>();
    lines.add("    " + mark(change.kind()) + " " + Harmless.text(change.ref().toString(), false));
    for (FieldChange field : change.fields()) {
      lines.addAll(Folded.lines("        " + Harmless.text(text(field), false), WIDTH));
    }
    return lines;
  }

  private static String mark(Kind kind) {
    return switch (kind) {
      case NEW -> "+";
      case CHANGED -> "~";
      case GONE -> "-";
    };
  }

  private static String text(FieldChange field) {
    if (field.from().isEmpty()) {
      return field.path() + ": new " + field.to();
    }
    return field.to().isEmpty()
        ? field.path() + ": " + field.from() + " goes"
        : field.path() + ": " + field.from() + " -> " + field.to();
  }
}
