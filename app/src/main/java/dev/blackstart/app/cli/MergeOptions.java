package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.files.contexts.ContextPlaces;
import dev.blackstart.files.contexts.Merged;
import dev.blackstart.files.contexts.NameTaken;
import dev.blackstart.files.contexts.Taken;
import dev.blackstart.files.contexts.Wish;
import java.io.Console;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a cluster's access is merged into a file of the operator's. */
final class MergeOptions {
  @Option(
      names = "--rehearsal",
      description = "of the rehearsal that stands; its names say so (default: the live machines)")
  private boolean rehearsal;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "merge into this file; - writes to standard output and merges nothing")
  private String out;

  @Option(names = "--context", paramLabel = "NAME", description = "name of the context")
  private String context;

  @Option(names = "--use", description = "make it the current context, also when there is one")
  private boolean use;

  @Option(names = "--force", description = "replace another cluster that has the name")
  private boolean force;

  @Option(names = "--rename", description = "keep another cluster that has the name: ours gets -1")
  private boolean rename;

  boolean rehearsal() {
    return rehearsal;
  }

  /** Whether it is only to be written out. */
  boolean toOutput() {
    return "-".equals(out);
  }

  /** The file that was named. */
  Optional<Path> file() {
    return Optional.ofNullable(out).map(Path::of);
  }

  static ContextPlaces places() {
    return new ContextPlaces(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * Merges, and asks what becomes of a name that is taken when there is somebody to ask.
   *
   * @throws Refusal 3 when it is taken and nothing was said
   */
  Merged merge(boolean mayAsk, Function<Wish, Merged> merging) {
    Taken taken = force ? Taken.REPLACED : rename ? Taken.RENAMED : Taken.REFUSED;
    Wish wish =
        new Wish(
            Optional.ofNullable(context),
            taken,
            use,
            Optional.of("rehearsal").filter(word -> rehearsal));
    try {
      return merging.apply(wish);
    } catch (NameTaken other) {
      Taken answer = mayAsk && SharedOptions.onTerminal() ? ask(other) : Taken.REFUSED;
      if (answer != Taken.REFUSED) {
        return merging.apply(wish.when(answer));
      }
      throw new Refusal(
          3,
          other.getMessage(),
          "nothing was written; to keep both add --rename or --context NAME, to lose the other"
              + " --force, to keep it apart --out FILE");
    }
  }

  private static Taken ask(NameTaken other) {
    Console console = System.console();
    console.printf("%s%n", Harmless.text(other.getMessage(), false));
    String answer =
        console.readLine("(r)ename ours, (o)verwrite the other, or leave both [leave]: ");
    return switch (answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT)) {
      case "r", "rename" -> Taken.RENAMED;
      case "o", "overwrite" -> Taken.REPLACED;
      default -> Taken.REFUSED;
    };
  }

  /**
   * Says what was done.
   *
   * @param verb which is also the name of its JSON document
   * @param switching the command that makes a context the current one
   */
  static void tell(String verb, Merged merged, String switching, boolean json) {
    List<String> files = merged.files().stream().map(Path::toString).toList();
    List<String> backups = merged.backups().stream().map(Path::toString).toList();
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("files", files);
      told.put("context", merged.context());
      told.put("replaced", merged.replaced());
      told.put("current", merged.current());
      told.put("backups", backups);
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("v", 1);
      document.put(verb, told);
      System.out.println(Json.line(document));
      return;
    }
    say(
        (merged.replaced() ? "renewed" : "added")
            + " context "
            + merged.context()
            + " in "
            + String.join(", ", files)
            + (backups.isEmpty() ? "" : "; as it was: " + String.join(", ", backups)));
    say(
        merged.current().equals(merged.context())
            ? "it is the current context"
            : "the current context stays "
                + merged.current()
                + "; "
                + switching
                + merged.context());
  }

  private static void say(String line) {
    System.out.println(Harmless.text(line, false));
  }
}
