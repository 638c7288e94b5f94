package dev.blackstart.machineconfig.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How much of what stands under a key may be shown. */
enum Secrecy {
  /** All but what looks like a secret. */
  OPEN,
  /** Names, but none of their values: {@code NAME=value}, {@code name} beside {@code value}. */
  ASSIGNED,
  /** Nothing. */
  SECRET;

  /**
   * Keys with text of the operator's own: files, manifests, what extensions and virtual machines
   * read. Nobody knows what is in there.
   */
  private static final Set<String> ANYTHING =
      Set.of(
          "content",
          "contents",
          "data",
          "stringdata",
          "userdata",
          "extramanifestheaders",
          "headers");

  private static final Set<String> ENVIRONMENTS = Set.of("env", "environment", "variables");

  /** Keys that say it themselves: those of Talos, of registries, of clouds and of Kubernetes. */
  private static final Pattern TELLING =
      Pattern.compile(
          ".*(token|secret|passw|passphrase|credential|privatekey|presharedkey|apikey|accesskey"
              + "|private-key|api-key|access-key|auth-key|authkey).*");

  /**
   * What holds below a key.
   *
   * @param scalar whether the key names a value, not more keys
   */
  Secrecy at(String key, boolean scalar) {
    String name = key.toLowerCase(Locale.ROOT);
    return switch (this) {
      case SECRET -> SECRET;
      case ASSIGNED -> name.equals("name") ? OPEN : SECRET;
      case OPEN -> {
        if (ENVIRONMENTS.contains(name)) {
          yield ASSIGNED;
        }
        boolean secret =
            ANYTHING.contains(name)
                || TELLING.matcher(name).matches()
                || (scalar && (name.equals("key") || name.equals("auth")));
        yield secret ? SECRET : OPEN;
      }
    };
  }

  /** Whether an argument asks for a secret as its next one. */
  static boolean isFlag(String argument) {
    return argument.startsWith("-")
        && argument.indexOf('=') < 0
        && TELLING.matcher(argument.toLowerCase(Locale.ROOT)).matches();
  }
}
