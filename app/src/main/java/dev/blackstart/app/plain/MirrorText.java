package dev.blackstart.app.plain;

import dev.blackstart.app.mirror.Mirrored;
import java.util.ArrayList;
import java.util.List;

/** What a mirror holds, for people. */
public final class MirrorText {
  private MirrorText() {}

  /**
   * @param folder as the operator named it
   */
  public static List<String> lines(Mirrored mirrored, String folder, boolean colours) {
    List<String> lines = new ArrayList<>();
    Table table = new Table("FILE", "SHA256", "", "FOR");
    items(table, mirrored.charts());
    items(table, mirrored.crds());
    lines.addAll(table.lines());
    for (Mirrored.Lack lack : mirrored.lacks()) {
      Ink ink = lack.kind().isPresent() ? Ink.BAD : Ink.WAITS;
      lines.add(ink.on("missing", colours) + "  " + lack.what() + ": " + lack.because());
      if (!lack.remedy().isEmpty()) {
        lines.add("         " + lack.remedy());
      }
    }
    lines.add(
        "%d charts, %d CRD files, %d images (%d by digest), %d missing; in %s"
            .formatted(
                mirrored.charts().size(),
                mirrored.crds().size(),
                mirrored.images().size(),
                mirrored.pinned(),
                mirrored.lacks().size(),
                folder));
    lines.add("build from it without the network: --charts " + folder);
    return lines;
  }

  private static void items(Table table, List<Mirrored.Item> items) {
    for (Mirrored.Item item : items) {
      String first = item.users().isEmpty() ? "" : item.users().getFirst();
      int more = item.users().size() - 1;
      table.row(
          item.file(),
          item.sha256().substring(0, 12),
          item.fresh() ? "new" : "same",
          more > 0 ? first + " and " + more + " more" : first);
    }
  }
}
