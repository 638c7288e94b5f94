package dev.blackstart.template.yq;

import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A call of yq version 4 as the field's files write it, answered without the program. */
public final class Yq {
  private static final Map<String, Switch> SWITCHES =
      Map.ofEntries(
          Map.entry("e", Switch.EXIT_STATUS),
          Map.entry("exit-status", Switch.EXIT_STATUS),
          Map.entry("r", Switch.NO_EFFECT),
          Map.entry("unwrapScalar", Switch.NO_EFFECT),
          Map.entry("P", Switch.NO_EFFECT),
          Map.entry("prettyPrint", Switch.NO_EFFECT),
          Map.entry("M", Switch.NO_EFFECT),
          Map.entry("no-colors", Switch.NO_EFFECT),
          Map.entry("N", Switch.NO_SEPARATORS),
          Map.entry("no-doc", Switch.NO_SEPARATORS));

  private final List<String> files = new ArrayList<>();
  private Optional<String> expression = Optional.empty();
  private Expression parsed = new Expression.Self();
  private Function<String, Optional<String>> env = name -> Optional.empty();
  private boolean together;
  private boolean mustMatch;
  private boolean separators = true;

  private enum Switch {
    EXIT_STATUS,
    NO_SEPARATORS,
    NO_EFFECT
  }

  private Yq() {}

  /**
   * What yq would print.
   *
   * @param arguments the command line without the program's name: {@code ea --exit-status 'EXPR'
   *     FILE}
   * @param readFile gives the text of a file that is named; its exceptions pass through
   * @param input what comes on standard input, read when no file is named or the file is {@code -}
   * @throws YqProblem for what is not supported, by its name, and when {@code --exit-status} finds
   *     nothing
   * @throws dev.blackstart.template.yaml.YamlProblem when a file is no YAML
   */
  public static String run(
      List<String> arguments, UnaryOperator<String> readFile, Optional<String> input) {
    return run(arguments, readFile, input, name -> Optional.empty());
  }

  /**
   * The same with an environment for {@code env} and {@code strenv}.
   *
   * @param env the value of a variable; empty when it is not set
   */
  public static String run(
      List<String> arguments,
      UnaryOperator<String> readFile,
      Optional<String> input,
      Function<String, Optional<String>> env) {
    Yq call = new Yq();
    call.env = env;
    call.read(arguments);
    call.parse();
    List<Candidate> documents = new ArrayList<>();
    List<String> files = call.files.isEmpty() ? List.of("-") : call.files;
    for (int i = 0; i < files.size(); i++) {
      boolean standard = files.get(i).equals("-");
      String text = standard ? input.orElse("") : readFile.apply(files.get(i));
      documents.addAll(documents(Yaml.parse(text, standard ? "standard input" : files.get(i)), i));
    }
    return call.print(call.evaluate(documents));
  }

  /**
   * The nodes an expression yields for each document.
   *
   * @throws YqProblem for what is not supported
   */
  public static List<YamlNode> evaluate(String expression, List<YamlNode> documents) {
    Yq call = new Yq();
    call.expression = Optional.of(expression);
    call.parse();
    return call.evaluate(documents(documents, 0)).stream().map(Candidate::node).toList();
  }

  private static List<Candidate> documents(List<YamlNode> nodes, int file) {
    List<Candidate> documents = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      documents.add(new Candidate(nodes.get(i), List.of(), i, file));
    }
    return documents;
  }

  private void read(List<String> arguments) {
    for (String argument : arguments) {
      boolean first = expression.isEmpty() && files.isEmpty();
      if (first && List.of("e", "eval").contains(argument)) {
        together = false;
      } else if (first && List.of("ea", "eval-all").contains(argument)) {
        together = true;
      } else if (argument.startsWith("--")) {
        set(argument.substring(2), argument);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        argument.substring(1).chars().forEach(c -> set(Character.toString(c), argument));
      } else if (expression.isEmpty()) {
        expression = Optional.of(argument);
      } else {
        files.add(argument);
      }
    }
  }

  private void set(String name, String argument) {
    Switch known = SWITCHES.get(name);
    if (known == null) {
      throw YqProblem.unsupported("yq's option \"" + argument + "\" is not supported");
    }
    switch (known) {
      case EXIT_STATUS -> mustMatch = true;
      case NO_SEPARATORS -> separators = false;
      case NO_EFFECT -> {}
    }
  }

  private void parse() {
    parsed = ExpressionParser.parse(expression.orElse("."));
  }

  private List<Candidate> evaluate(List<Candidate> documents) {
    ExpressionEvaluator evaluator = new ExpressionEvaluator(env);
    if (together) {
      return evaluator.evaluate(parsed, documents, true);
    }
    List<Candidate> results = new ArrayList<>();
    documents.forEach(
        document -> results.addAll(evaluator.evaluate(parsed, List.of(document), false)));
    return results;
  }

  private String print(List<Candidate> results) {
    boolean matched =
        results.stream().anyMatch(result -> ExpressionEvaluator.isTrue(result.node()));
    if (mustMatch && !matched) {
      throw new YqProblem("no matches found");
    }
    StringBuilder out = new StringBuilder();
    Candidate before = null;
    for (Candidate result : results) {
      boolean other =
          before != null
              && (before.document() != result.document() || before.file() != result.file());
      out.append(other && separators ? "---\n" : "").append(Trees.print(result.node()));
      before = result;
    }
    return out.toString();
  }
}
