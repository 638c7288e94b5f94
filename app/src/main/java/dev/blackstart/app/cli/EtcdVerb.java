package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.Table;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A verb about etcd: lines, or one JSON object. */
abstract class EtcdVerb implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private ActingOptions acting;

  final SharedOptions shared() {
    return shared;
  }

  final ActingOptions acting() {
    return acting;
  }

  /**
   * The world to look at: by word the rehearsal, else that of the last run as for {@code nodes}.
   */
  final Inspection looking() {
    return acting.rehearsal()
        ? Inspection.rehearsal(shared.state(), shared.files())
        : Inspection.last(shared.state(), shared.files());
  }

  final void say(String line) {
    if (!shared.json()) {
      System.out.println(Harmless.text(line, false));
      System.out.flush();
    }
  }

  final void say(Table table) {
    table.lines().forEach(this::say);
  }

  /** The first line: whose etcd this is. */
  final void head(Inspection inspection, String what) {
    say("etcd of cluster " + inspection.spec().name() + ", " + world(inspection) + what);
  }

  final void tell(Inspection inspection, Map<String, Object> told) {
    if (shared.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put("cluster", inspection.spec().name());
      document.put("world", world(inspection));
      document.putAll(told);
      System.out.println(Json.line(document));
    }
  }

  private static String world(Inspection inspection) {
    return inspection.world().kind().name().toLowerCase(Locale.ROOT);
  }
}
