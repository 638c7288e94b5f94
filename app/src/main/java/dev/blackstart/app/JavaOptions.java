package dev.blackstart.app;

import java.util.ArrayList;
import java.util.List;

/** Options every JVM of ours is started with. */
public final class JavaOptions {
  private JavaOptions() {}

  /**
   * @param heapMegabytes most memory its objects may take
   */
  public static List<String> of(int heapMegabytes) {
    List<String> options = new ArrayList<>();
    // Else it begins with a share of the machine's memory, and uses all of it before it collects.
    options.add("-Xms80m");
    options.add("-Xmn48m");
    options.add("-Xmx" + heapMegabytes + "m");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:TieredStopAtLevel=1");
    String archive = System.getProperty("blackstart.archive", "");
    if (!archive.isEmpty()) {
      options.add(
          (archive.endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
      options.add("-Dblackstart.archive=" + archive);
      options.add("-Xlog:disable");
      options.add("-Xlog:all=off");
    }
    String kept = System.getProperty(Kept.FOLDER, "");
    if (!kept.isEmpty()) {
      options.add("-D" + Kept.FOLDER + "=" + kept);
    }
    options.add("-Djava.awt.headless=true");
    options.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 23) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }
}
