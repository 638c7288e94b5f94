package dev.blackstart.template.jinja;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Filters on lists and maps. */
final class ListFilters {
  static final Map<String, BiFunction<Object, FilterCall, Object>> TABLE =
      Map.ofEntries(
          entry("length", (value, call) -> (long) Values.items(value).size()),
          entry("count", (value, call) -> (long) Values.items(value).size()),
          entry("list", (value, call) -> Values.items(value)),
          entry("first", (value, call) -> end(Values.items(value), true)),
          entry("last", (value, call) -> end(Values.items(value), false)),
          entry("reverse", (value, call) -> reverse(value)),
          entry("sort", (value, call) -> sort(value, call)),
          entry("unique", (value, call) -> unique(value, call)),
          entry("join", (value, call) -> join(value, call)),
          entry("sum", (value, call) -> sum(Values.items(value))),
          entry("min", (value, call) -> extreme(value, Comparator.naturalOrder())),
          entry("max", (value, call) -> extreme(value, Comparator.reverseOrder())),
          entry("map", (value, call) -> map(value, call)),
          entry("select", (value, call) -> select(value, call, 0, true)),
          entry("reject", (value, call) -> select(value, call, 0, false)),
          entry("selectattr", (value, call) -> select(value, call, 1, true)),
          entry("rejectattr", (value, call) -> select(value, call, 1, false)),
          entry("groupby", (value, call) -> groupBy(value, call)),
          entry("batch", (value, call) -> batch(value, call)),
          entry("slice", (value, call) -> slice(value, call)),
          entry("items", (value, call) -> Methods.pairs(map(value))),
          entry("dictsort", (value, call) -> dictSort(value, call)),
          entry("attr", (value, call) -> Filters.attribute(value, call.text(0, "name"))),
          entry("zip", (value, call) -> zip(value, call)),
          entry("chain", (value, call) -> chain(value, call)));

  private ListFilters() {}

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new JinjaFailure("cannot take the items of a " + Values.type(value));
  }

  private static Object end(List<Object> items, boolean first) {
    if (items.isEmpty()) {
      return new Undefined(first ? "first item" : "last item");
    }
    return first ? items.getFirst() : items.getLast();
  }

  private static Object reverse(Object value) {
    return value instanceof String text
        ? new StringBuilder(text).reverse().toString()
        : new ArrayList<>(Values.items(value).reversed());
  }

  private static Comparator<Object> order(String attribute, boolean exact) {
    return Comparator.comparing(
        item -> folded(attribute.isEmpty() ? item : Filters.attribute(item, attribute), exact),
        Values::compare);
  }

  private static Object folded(Object value, boolean exact) {
    Object known = Values.known(value);
    return known instanceof String text && !exact ? text.toLowerCase(Locale.ROOT) : known;
  }

  private static String attribute(FilterCall call) {
    return call.named().get("attribute") instanceof String name ? name : "";
  }

  private static List<Object> sort(Object value, FilterCall call) {
    boolean exact = Values.isTrue(call.named().get("case_sensitive"));
    Comparator<Object> order = order(attribute(call), exact);
    List<Object> sorted = Values.items(value);
    sorted.sort(Values.isTrue(call.named().get("reverse")) ? order.reversed() : order);
    return sorted;
  }

  private static List<Object> dictSort(Object value, FilterCall call) {
    boolean byValue = "value".equals(call.named().get("by"));
    boolean exact = Values.isTrue(call.named().get("case_sensitive"));
    Comparator<Object> order = order(byValue ? "1" : "0", exact);
    List<Object> pairs = Methods.pairs(map(value));
    pairs.sort(Values.isTrue(call.named().get("reverse")) ? order.reversed() : order);
    return pairs;
  }

  private static List<Object> unique(Object value, FilterCall call) {
    boolean exact = Values.isTrue(call.named().get("case_sensitive"));
    String attribute = attribute(call);
    List<Object> seen = new ArrayList<>();
    List<Object> kept = new ArrayList<>();
    for (Object item : Values.items(value)) {
      Object key = folded(attribute.isEmpty() ? item : Filters.attribute(item, attribute), exact);
      if (seen.stream().noneMatch(other -> Values.isEqual(other, key))) {
        seen.add(key);
        kept.add(item);
      }
    }
    return kept;
  }

  private static String join(Object value, FilterCall call) {
    String joiner = call.get(0, "joiner").map(Values::print).orElse("");
    return Values.items(value).stream().map(Values::print).collect(Collectors.joining(joiner));
  }

  private static Object sum(List<Object> items) {
    Object sum = 0L;
    for (Object item : items) {
      sum = Arithmetic.apply("+", sum, item);
    }
    return sum;
  }

  private static Object extreme(Object value, Comparator<Integer> direction) {
    Object best = new Undefined("extreme of nothing");
    for (Object item : Values.items(value)) {
      boolean better =
          best instanceof Undefined || direction.compare(Values.compare(item, best), 0) < 0;
      best = better ? item : best;
    }
    return best;
  }

  private static List<Object> map(Object value, FilterCall call) {
    String attribute = attribute(call);
    List<Object> mapped = new ArrayList<>();
    for (Object item : Values.items(value)) {
      if (attribute.isEmpty()) {
        String filter = call.text(0, "filter");
        mapped.add(call.filters().apply(filter, item, call.from(1), call.named()));
      } else {
        Object part = Filters.attribute(item, attribute);
        boolean replaced = part instanceof Undefined && call.named().containsKey("default");
        mapped.add(replaced ? call.named().get("default") : part);
      }
    }
    return mapped;
  }

  private static List<Object> select(Object value, FilterCall call, int skip, boolean keep) {
    List<Object> kept = new ArrayList<>();
    for (Object item : Values.items(value)) {
      Object tested = skip == 0 ? item : Filters.attribute(item, call.text(0, "attribute"));
      List<Object> test = call.from(skip);
      boolean holds;
      if (test.isEmpty()) {
        holds = !(tested instanceof Undefined) && Values.isTrue(tested);
      } else {
        List<Object> arguments = test.subList(1, test.size());
        holds = Tests.apply(Values.print(test.getFirst()), tested, arguments);
      }
      if (holds == keep) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static List<Object> groupBy(Object value, FilterCall call) {
    String attribute = call.text(0, "attribute");
    List<Object> items = Values.items(value);
    items.sort(order(attribute, true));
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    items.forEach(
        item ->
            groups
                .computeIfAbsent(Filters.attribute(item, attribute), key -> new ArrayList<>())
                .add(item));
    return Methods.pairs(groups);
  }

  private static List<Object> batch(Object value, FilterCall call) {
    int size = count(call);
    List<Object> items = Values.items(value);
    List<Object> batches = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      List<Object> batch = new ArrayList<>(items.subList(i, Math.min(items.size(), i + size)));
      while (batch.size() < size && call.get(1, "fill_with").isPresent()) {
        batch.add(call.get(1, "fill_with").get());
      }
      batches.add(batch);
    }
    return batches;
  }

  private static List<Object> slice(Object value, FilterCall call) {
    int count = count(call);
    List<Object> items = Values.items(value);
    List<Object> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int size = items.size() / count + (i < items.size() % count ? 1 : 0);
      List<Object> slice = new ArrayList<>(items.subList(from, from + size));
      boolean shorter = items.size() % count != 0 && i >= items.size() % count;
      if (shorter && call.get(1, "fill_with").isPresent()) {
        slice.add(call.get(1, "fill_with").get());
      }
      slices.add(slice);
      from += size;
    }
    return slices;
  }

  private static int count(FilterCall call) {
    int count = call.integer(0, "count", 0);
    if (count < 1 || count > 1_000_000) {
      throw new JinjaFailure("count cannot be " + count);
    }
    return count;
  }

  private static List<Object> zip(Object value, FilterCall call) {
    List<List<Object>> lists = new ArrayList<>(List.of(Values.items(value)));
    call.positional().forEach(other -> lists.add(Values.items(other)));
    int size = lists.stream().mapToInt(List::size).min().orElse(0);
    List<Object> zipped = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int at = i;
      zipped.add(new ArrayList<>(lists.stream().map(list -> list.get(at)).toList()));
    }
    return zipped;
  }

  private static List<Object> chain(Object value, FilterCall call) {
    List<Object> all = Values.items(value);
    call.positional().forEach(other -> all.addAll(Values.items(other)));
    return all;
  }
}
