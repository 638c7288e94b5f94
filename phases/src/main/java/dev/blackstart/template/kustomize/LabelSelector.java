package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' label selector in its text form. */
public final class LabelSelector {
  private static final Pattern IN =
      Pattern.compile("\\s*(?<key>[^\\s!=,()]+)\\s+(?<not>not)?in\\s*\\((?<values>[^)]*)\\)\\s*");
  private static final Pattern EQUALS =
      Pattern.compile(
          "\\s*(?<key>[^\\s!=,()]+)\\s*(?<operator>!=|==|=)\\s*(?<value>[^\\s,()]*)\\s*");
  private static final Pattern EXISTS =
      Pattern.compile("\\s*(?<not>!)?\\s*(?<key>[^\\s!=,()]+)\\s*");

  private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();

  private LabelSelector() {}

  /**
   * The selector a text means; the empty text selects everything.
   *
   * @throws KustomizeProblem when the text is no selector
   */
  public static LabelSelector parse(String text) {
    LabelSelector selector = new LabelSelector();
    if (!text.isBlank()) {
      for (String requirement : text.split(",(?![^(]*\\))", -1)) {
        selector.requirements.add(requirement(requirement));
      }
    }
    return selector;
  }

  private static Predicate<Map<String, String>> requirement(String text) {
    Matcher in = IN.matcher(text);
    if (in.matches()) {
      List<String> values =
          Arrays.stream(in.group("values").split(",", -1)).map(String::strip).toList();
      boolean not = in.group("not") != null;
      String key = in.group("key");
      return labels -> (labels.containsKey(key) && values.contains(labels.get(key))) != not;
    }
    Matcher equals = EQUALS.matcher(text);
    if (equals.matches()) {
      boolean not = equals.group("operator").equals("!=");
      return labels -> equals.group("value").equals(labels.get(equals.group("key"))) != not;
    }
    Matcher exists = EXISTS.matcher(text);
    if (exists.matches()) {
      return labels -> labels.containsKey(exists.group("key")) != (exists.group("not") != null);
    }
    throw new KustomizeProblem("", "no label selector: " + text.strip());
  }

  /** Whether labels fulfil every requirement. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }
}
