package dev.blackstart.machineconfig.secrets;

import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text about machine configs that may be shown, such as the comparison of two: the values that are
 * secret in them are masked wherever they stand, and so is what stands behind a key that says it.
 */
public final class MaskedText {
  /** A line of a comparison or of YAML: what leads, a key, a value. */
  private static final Pattern LINE =
      Pattern.compile("^([-+ ]?\\s*(?:- )*\"?)([A-Za-z0-9_./-]+)(\"?:[ \\t]+)(\\S.*)$");

  private final List<String> secrets;

  private MaskedText(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * For text about these configs. One that cannot be read adds nothing: its text is judged by keys
   * and looks.
   */
  public static MaskedText without(String... configs) {
    List<String> all = new ArrayList<>();
    for (String config : configs) {
      try {
        all.addAll(MaskedConfig.secrets(config));
      } catch (YamlProblem unreadable) {
        // Keys and looks are left.
      }
    }
    return new MaskedText(
        all.stream().distinct().sorted(Comparator.comparing(String::length).reversed()).toList());
  }

  /** The text with its secrets masked, line by line. */
  public String of(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, MaskedConfig.MASK);
    }
    return Arrays.stream(result.split("\n", -1))
        .map(MaskedText::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(String line) {
    Matcher parts = LINE.matcher(line);
    if (parts.matches()
        && Secrecy.OPEN.at(parts.group(2), true) == Secrecy.SECRET
        && !parts.group(4).equals("true")
        && !parts.group(4).equals("false")) {
      return parts.group(1) + parts.group(2) + parts.group(3) + MaskedConfig.MASK;
    }
    return SecretLooks.masked(line);
  }
}
