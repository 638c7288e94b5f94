package dev.blackstart.machineconfig.value;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which operands go together. */
final class CelTypes {
  private static final Set<String> MACROS =
      Set.of("all", "exists", "exists_one", "map", "filter", "optMap", "optFlatMap");
  private static final Set<String> TESTS = Set.of("startsWith", "endsWith", "contains", "matches");
  private static final Set<String> CONVERSIONS =
      Set.of("int", "uint", "double", "string", "bool", "bytes", "duration");

  private final CelNames names;
  private final Set<String> bound = new HashSet<>();

  CelTypes(CelNames names) {
    this.names = names;
  }

  static boolean isMacro(String function) {
    return MACROS.contains(function);
  }

  /** A macro gives the name a meaning. */
  void bind(String name) {
    bound.add(name);
  }

  void require(boolean right, String what) {
    if (!right) {
      throw new CelProblem(what);
    }
  }

  CelType logical(String operator, CelType left, CelType right) {
    require(
        left.fits(CelType.BOOL) && right.fits(CelType.BOOL),
        operator + " wants true or false on both sides");
    return CelType.BOOL;
  }

  CelType relation(String operator, CelType left, CelType right) {
    if (operator.equals("in")) {
      require(
          right.fits(CelType.LIST) || right.fits(CelType.MAP), "in wants a list or map after it");
      return CelType.BOOL;
    }
    boolean equality = operator.equals("==") || operator.equals("!=");
    boolean fit = left.fits(right) || equality && (left == CelType.NULL || right == CelType.NULL);
    require(fit, operator + mixed(left, right));
    require(
        equality || left != CelType.LIST && left != CelType.MAP,
        operator + " cannot compare " + word(left));
    return CelType.BOOL;
  }

  CelType arithmetic(String operator, CelType left, CelType right) {
    boolean times = left == CelType.DURATION || right == CelType.DURATION;
    if (times && List.of("+", "-").contains(operator)) {
      return CelType.DURATION;
    }
    require(left.fits(right), operator + mixed(left, right));
    CelType one = left == CelType.ANY ? right : left;
    boolean joins =
        operator.equals("+") && List.of(CelType.STRING, CelType.BYTES, CelType.LIST).contains(one);
    boolean counts = one.isNumber() && !(operator.equals("%") && one == CelType.DOUBLE);
    require(joins || counts, operator + " cannot be used with " + word(one));
    return one;
  }

  CelType name(String name) {
    if (name.equals("true") || name.equals("false")) {
      return CelType.BOOL;
    }
    if (name.equals("null")) {
      return CelType.NULL;
    }
    if (bound.contains(name) || names.isStructure(name)) {
      return CelType.ANY;
    }
    return names.type(name).orElseThrow(() -> new CelProblem("nothing is called " + name));
  }

  /** A structure is no value by itself. */
  CelType value(String name, CelType type) {
    require(
        name.isEmpty() || bound.contains(name) || !names.isStructure(name),
        name + " needs a field after it");
    return type;
  }

  CelType field(String owner, CelType type, String field) {
    if (names.isStructure(owner) && !bound.contains(owner)) {
      return names
          .type(owner + "." + field)
          .orElseThrow(() -> new CelProblem(owner + " has no field " + field));
    }
    require(type == CelType.ANY || type == CelType.MAP, word(type) + " has no fields");
    return CelType.ANY;
  }

  CelType item(CelType type) {
    require(type.fits(CelType.LIST) || type.fits(CelType.MAP), word(type) + " has no items");
    return CelType.ANY;
  }

  CelType method(CelType type, String method, List<CelType> arguments) {
    if (TESTS.contains(method)) {
      require(
          type.fits(CelType.STRING)
              && arguments.size() == 1
              && arguments.getFirst().fits(CelType.STRING),
          method + " wants texts");
      return CelType.BOOL;
    }
    if (method.equals("size")) {
      return CelType.INT;
    }
    boolean known =
        MACROS.contains(method) || method.matches("get[A-Z][A-Za-z]*|orValue|or|hasValue|value");
    require(known, "there is no function " + method);
    return method.startsWith("exists") || method.equals("all") || method.equals("hasValue")
        ? CelType.BOOL
        : CelType.ANY;
  }

  CelType call(String function, List<CelType> arguments) {
    if (function.equals("glob") && names.hasGlob()) {
      require(
          arguments.size() == 2 && arguments.stream().allMatch(each -> each.fits(CelType.STRING)),
          "glob wants a pattern and a text");
      return CelType.BOOL;
    }
    if (function.equals("mac") && names.isStructure("link")) {
      require(
          arguments.size() == 1 && arguments.getFirst().fits(CelType.BYTES),
          "mac wants the bytes of an address");
      return CelType.STRING;
    }
    if (CONVERSIONS.contains(function)) {
      require(arguments.size() == 1, function + " wants one value");
      return CelType.valueOf(function.toUpperCase(Locale.ROOT));
    }
    if (function.equals("multiply_qos_vectors")) {
      return CelType.DOUBLE;
    }
    return switch (function) {
      case "size" -> CelType.INT;
      case "has", "matches" -> CelType.BOOL;
      case "type", "dyn", "timestamp" -> CelType.ANY;
      default -> throw new CelProblem("there is no function " + function);
    };
  }

  static CelType literal(String token) {
    if (token.matches("(?s)[rR]*[bB][rR]*[\"'].*")) {
      return CelType.BYTES;
    }
    if (token.matches("(?s)[rR]*[\"'].*")) {
      return CelType.STRING;
    }
    if (!token.matches("[.0-9].*") || token.equals(".")) {
      throw new CelProblem("unexpected \"" + token + "\"");
    }
    if (token.matches(".*[uU]")) {
      return CelType.UINT;
    }
    return token.startsWith("0x") || token.matches("[0-9]+") ? CelType.INT : CelType.DOUBLE;
  }

  private static String mixed(CelType left, CelType right) {
    boolean unsigned =
        left == CelType.UINT && right == CelType.INT
            || left == CelType.INT && right == CelType.UINT;
    return " cannot take "
        + word(left)
        + " and "
        + word(right)
        + (unsigned ? "; write an unsigned number as 100u" : "");
  }

  private static String word(CelType type) {
    return switch (type) {
      case BOOL -> "true or false";
      case INT -> "a number";
      case UINT -> "an unsigned number";
      case DOUBLE -> "a fraction";
      case STRING -> "a text";
      case BYTES -> "bytes";
      case DURATION -> "a duration";
      case LIST -> "a list";
      case MAP -> "a map";
      case NULL -> "null";
      case ANY -> "a value";
    };
  }
}
