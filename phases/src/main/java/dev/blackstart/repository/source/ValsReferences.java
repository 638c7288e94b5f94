package dev.blackstart.repository.source;

import dev.blackstart.cluster.FileReference;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to secrets as vals writes them (github.com/helmfile/vals, README): {@code
 * ref+sops://FILE#/certs/os/crt} is a value of a file of the repository, its path counted from the
 * root, and {@code ref+op://} one of 1Password.
 */
public final class ValsReferences {
  private static final Pattern ONE_PASSWORD =
      Pattern.compile("ref\\+op://([^#\\s\"']+)(?=[\\s\"']|$)");

  /** Options behind a question mark say what only vals itself can do. */
  private static final Pattern SOPS =
      Pattern.compile("ref\\+sops://([^#?\\s\"']+)#/([^.+\\s\"']+)(?=[\\s\"']|$)");

  private static final Pattern ANY = Pattern.compile("ref\\+[a-z0-9]+://");

  private ValsReferences() {}

  /** The text with these references in the form of all others; those of other kinds stay. */
  public static String read(String text) {
    if (!text.contains("ref+")) {
      return text;
    }
    String sops =
        SOPS.matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        new FileReference(match.group(1), match.group(2).replace('/', '.'))
                            .text()));
    return ONE_PASSWORD.matcher(sops).replaceAll("op://$1");
  }

  /** Reports what vals would fetch elsewhere: a node would be given the reference itself. */
  public static void check(YamlNode node, Findings findings) {
    switch (node) {
      case MapNode map -> map.entries().forEach(entry -> check(entry.value(), findings));
      case ListNode list -> list.items().forEach(item -> check(item, findings));
      case ScalarNode scalar when ANY.matcher(scalar.text()).find() ->
          findings.add(
              FindingKind.CONFIG_NOT_RENDERED,
              scalar.mark(),
              "a reference that only vals can resolve",
              "keep the value in a file encrypted by sops, ref+sops://FILE#/KEY, or in 1Password as"
                  + " ref+op://");
      case ScalarNode scalar -> {}
    }
  }
}
