package dev.blackstart.cluster;

import dev.blackstart.cluster.hook.HookMeaning;
import java.util.List;

/**
 * A command a helmfile runs beside a release (helmfile docs, "Hooks").
 *
 * @param events such as {@code postsync}
 * @param folder the folder the command runs in, relative to the repository's root
 */
public record Hook(
    List<String> events, String command, List<String> args, String folder, Place at) {
  /** What the command amounts to. */
  public HookMeaning meaning() {
    return HookMeaning.of(command, args);
  }

  /** Whether it is run without the program. */
  public Runs runs() {
    return meaning().isUnderstood() ? Runs.NATIVE : Runs.ALLOW_EXEC;
  }

  /** The command line in one line. */
  public String line() {
    return (command + " " + String.join(" ", args)).replaceAll("\\s+", " ").strip();
  }
}
