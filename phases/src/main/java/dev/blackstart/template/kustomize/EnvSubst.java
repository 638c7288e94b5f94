package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shell-like variables in a text, as Flux's envsubst replaces them: {@code ${name}}, with defaults,
 * slices, cases, trims and replacements. A name that is not set is empty; {@code $$} is a dollar.
 */
final class EnvSubst {
  private static final String BAD = "bad substitution";

  private final String text;
  private final Map<String, String> variables;
  private int at;

  private EnvSubst(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /**
   * The text with its variables replaced.
   *
   * @throws KustomizeProblem when an expression is malformed
   */
  static String replace(String text, Map<String, String> variables) {
    return new EnvSubst(text, variables).run();
  }

  private String run() {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      if (text.startsWith("${", at)) {
        out.append(expression());
      } else {
        if (text.startsWith("$$", at)) {
          at++;
        }
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private String expression() {
    at += 2;
    if (peek() == '#') {
      at++;
      String name = name(BAD);
      close();
      return VariableFunction.LENGTH.apply(value(name), List.of());
    }
    String name = name("unable to parse variable name");
    String value = value(name);
    return switch (peek()) {
      case ':' -> "=-?+".indexOf(peek(1)) >= 0 && peek(1) != 0 ? defaulted(value, 2) : slice(value);
      case '=' -> defaulted(value, 1);
      case ',', '^' -> cased(value);
      case '/' -> replaced(value);
      case '#', '%' -> trimmed(value);
      case '}' -> {
        at++;
        yield value;
      }
      default -> throw problem("missing closing brace");
    };
  }

  private String value(String name) {
    return variables.getOrDefault(name, "");
  }

  private String name(String otherwise) {
    int from = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '_') {
      at++;
    }
    if (at == from) {
      throw problem(otherwise);
    }
    return text.substring(from, at);
  }

  private String defaulted(String value, int operator) {
    at += operator;
    StringBuilder otherwise = new StringBuilder();
    while (peek() != '}') {
      if (at >= text.length()) {
        throw problem("unable to parse substitution within function");
      }
      otherwise.append(parameter("}", false));
    }
    close();
    return value.isEmpty() ? otherwise.toString() : value;
  }

  private String slice(String value) {
    at++;
    List<String> bounds = new ArrayList<>();
    bounds.add(parameter(":}", false));
    if (peek() == ':') {
      while (peek() == ':') {
        at++;
      }
      bounds.add(parameter("}", false));
    }
    close();
    return VariableFunction.SLICE.apply(value, bounds);
  }

  private String cased(String value) {
    String operator = operator(",^");
    close();
    return VariableFunction.cased(operator).apply(value, List.of());
  }

  private String trimmed(String value) {
    String operator = operator(String.valueOf(peek()));
    String pattern = parameter("}", false);
    close();
    return VariableFunction.trimmed(operator).apply(value, List.of(pattern));
  }

  private String replaced(String value) {
    at++;
    String operator = "/";
    if ("/#%".indexOf(peek()) >= 0 && peek() != 0) {
      operator += text.charAt(at++);
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(parameter("/", true));
    if (peek() != '/') {
      throw problem(BAD);
    }
    while (peek() == '/') {
      at++;
    }
    if (peek() != '}') {
      arguments.add(parameter("}", true));
    }
    close();
    return VariableFunction.replaced(operator).apply(value, arguments);
  }

  /** Up to two signs of those allowed. */
  private String operator(String allowed) {
    int from = at;
    while (at - from < 2 && peek() != 0 && allowed.indexOf(peek()) >= 0) {
      at++;
    }
    return text.substring(from, at);
  }

  /** One expression, or text up to one of the ends or the next expression. */
  private String parameter(String ends, boolean escapes) {
    if (text.startsWith("${", at)) {
      return expression();
    }
    StringBuilder parameter = new StringBuilder();
    boolean empty = true;
    while (at < text.length() && !text.startsWith("${", at)) {
      if (escapes
          && (text.startsWith("\\/", at)
              || text.startsWith("\\\\", at)
              || text.startsWith("$$", at))) {
        at++;
      } else if (ends.indexOf(text.charAt(at)) >= 0) {
        break;
      }
      parameter.append(text.charAt(at++));
      empty = false;
    }
    if (empty) {
      throw problem("unable to parse substitution within function");
    }
    return parameter.toString();
  }

  private void close() {
    if (peek() != '}') {
      throw problem(BAD);
    }
    at++;
  }

  private char peek() {
    return peek(0);
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  private static KustomizeProblem problem(String what) {
    return new KustomizeProblem("", "variable substitution failed: " + what);
  }
}
