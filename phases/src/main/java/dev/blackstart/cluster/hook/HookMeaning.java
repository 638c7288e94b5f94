package dev.blackstart.cluster.hook;

import java.util.List;
import java.util.Set;

/**
 * What a hook's command amounts to.
 *
 * @param acts in order; none when it is not understood
 * @param unknown why it is not understood, empty when it is
 */
public record HookMeaning(List<HookAct> acts, String unknown) {
  private static final Set<String> SHELLS = Set.of("bash", "sh", "/bin/bash", "/bin/sh");
  private static final Set<String> SHELL_OPTIONS =
      Set.of("-c", "-ec", "-euc", "-exc", "-euo", "-lc", "-e", "-u", "pipefail", "-o");

  /** The meaning of a command line. */
  public static HookMeaning of(String command, List<String> arguments) {
    try {
      if (command.equals("kubectl")) {
        return new HookMeaning(List.of(KubectlCommand.parse(arguments)), "");
      }
      if (SHELLS.contains(command) && !arguments.isEmpty()) {
        List<String> options = arguments.subList(0, arguments.size() - 1);
        if (options.stream().anyMatch(each -> each.matches("-[a-z]*c"))
            && SHELL_OPTIONS.containsAll(options)) {
          return new HookMeaning(ShellScript.acts(arguments.getLast()), "");
        }
      }
      return new HookMeaning(List.of(), "only kubectl is run natively");
    } catch (UnknownForm unknown) {
      return new HookMeaning(List.of(), unknown.getMessage());
    }
  }

  /** Whether it is run without the program. */
  public boolean isUnderstood() {
    return unknown.isEmpty();
  }
}
