package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.gotemplate.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Sprig's functions on lists; each returns a new list. */
final class ListFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("list", Function.atLeast(0, a -> new ArrayList<>(a.from(0)))),
          entry("tuple", Function.atLeast(0, a -> new ArrayList<>(a.from(0)))),
          entry("append", Function.of(2, ListFunctions::append)),
          entry("mustAppend", Function.of(2, ListFunctions::append)),
          entry("push", Function.of(2, ListFunctions::append)),
          entry("mustPush", Function.of(2, ListFunctions::append)),
          entry("prepend", Function.of(2, ListFunctions::prepend)),
          entry("mustPrepend", Function.of(2, ListFunctions::prepend)),
          entry("first", Function.of(1, a -> end(list(a, 0), true))),
          entry("mustFirst", Function.of(1, a -> end(list(a, 0), true))),
          entry("last", Function.of(1, a -> end(list(a, 0), false))),
          entry("mustLast", Function.of(1, a -> end(list(a, 0), false))),
          entry("rest", Function.of(1, a -> part(list(a, 0), 1, 0))),
          entry("mustRest", Function.of(1, a -> part(list(a, 0), 1, 0))),
          entry("initial", Function.of(1, a -> part(list(a, 0), 0, 1))),
          entry("mustInitial", Function.of(1, a -> part(list(a, 0), 0, 1))),
          entry("reverse", changed(items -> items.reversed())),
          entry("mustReverse", changed(items -> items.reversed())),
          entry("uniq", changed(ListFunctions::uniq)),
          entry("mustUniq", changed(ListFunctions::uniq)),
          entry("compact", changed(ListFunctions::compact)),
          entry("mustCompact", changed(ListFunctions::compact)),
          entry("without", Function.atLeast(1, ListFunctions::without)),
          entry("mustWithout", Function.atLeast(1, ListFunctions::without)),
          entry("has", Function.of(2, ListFunctions::has)),
          entry("mustHas", Function.of(2, ListFunctions::has)),
          entry("slice", Function.atLeast(1, ListFunctions::slice)),
          entry("mustSlice", Function.atLeast(1, ListFunctions::slice)),
          entry("concat", Function.atLeast(0, ListFunctions::concat)),
          entry("chunk", Function.of(2, ListFunctions::chunk)),
          entry("mustChunk", Function.of(2, ListFunctions::chunk)));

  private ListFunctions() {}

  private static Function changed(UnaryOperator<List<Object>> change) {
    return Function.of(1, a -> new ArrayList<>(change.apply(list(a, 0))));
  }

  private static List<Object> list(Arguments arguments, int index) {
    Object value = arguments.get(index);
    if (!(value instanceof List)) {
      throw new FunctionFailure(
          "Cannot use a value of type "
              + (value == null ? "nil" : GoText.type(value))
              + " as a list");
    }
    return arguments.list(index);
  }

  private static List<Object> append(Arguments arguments) {
    List<Object> longer = new ArrayList<>(list(arguments, 0));
    longer.add(arguments.get(1));
    return longer;
  }

  private static List<Object> prepend(Arguments arguments) {
    List<Object> longer = new ArrayList<>(list(arguments, 0));
    longer.addFirst(arguments.get(1));
    return longer;
  }

  private static Object end(List<Object> items, boolean first) {
    return items.isEmpty() ? null : first ? items.getFirst() : items.getLast();
  }

  private static Object part(List<Object> items, int left, int right) {
    return items.isEmpty() ? items : new ArrayList<>(items.subList(left, items.size() - right));
  }

  private static List<Object> uniq(List<Object> items) {
    List<Object> kept = new ArrayList<>();
    items.stream().filter(item -> !kept.contains(item)).forEach(kept::add);
    return kept;
  }

  private static List<Object> compact(List<Object> items) {
    List<Object> kept = new ArrayList<>();
    items.stream().filter(Values::isTrue).forEach(kept::add);
    return kept;
  }

  private static List<Object> without(Arguments arguments) {
    List<Object> kept = new ArrayList<>(list(arguments, 0));
    kept.removeAll(arguments.from(1));
    return kept;
  }

  private static Object has(Arguments arguments) {
    return arguments.get(1) != null && list(arguments, 1).contains(arguments.get(0));
  }

  private static Object slice(Arguments arguments) {
    List<Object> items = list(arguments, 0);
    if (items.isEmpty()) {
      return null;
    }
    int from = arguments.count() > 1 ? arguments.integer(1) : 0;
    int to = arguments.count() > 2 ? arguments.integer(2) : items.size();
    if (from < 0 || to > items.size() || from > to) {
      throw new FunctionFailure("slice bounds out of range [" + from + ":" + to + "]");
    }
    return new ArrayList<>(items.subList(from, to));
  }

  private static List<Object> concat(Arguments arguments) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < arguments.count(); i++) {
      all.addAll(list(arguments, i));
    }
    return all;
  }

  private static List<Object> chunk(Arguments arguments) {
    int size = arguments.integer(0);
    if (size < 1) {
      throw new FunctionFailure("chunks of " + size + " items");
    }
    List<Object> items = list(arguments, 1);
    List<Object> chunks = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      chunks.add(new ArrayList<>(items.subList(i, Math.min(items.size(), i + size))));
    }
    return chunks;
  }
}
