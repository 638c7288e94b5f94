package dev.blackstart.template.jinja;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variable {@code loop}: a map of what a round knows of itself; called when recursive. */
final class Loop extends AbstractMap<String, Object> {
  private final List<Object> items;
  private final int depth;
  private final Callable recursion;
  private int index;
  private List<Object> changed = List.of();

  Loop(List<Object> items, int depth, Callable recursion) {
    this.items = items;
    this.depth = depth;
    this.recursion = recursion;
  }

  void at(int round) {
    index = round;
  }

  int depth() {
    return depth;
  }

  Callable recursion() {
    return recursion;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> facts = new LinkedHashMap<>();
    long size = items.size();
    facts.put("index0", (long) index);
    facts.put("index", index + 1L);
    facts.put("revindex0", size - index - 1);
    facts.put("revindex", size - index);
    facts.put("first", index == 0);
    facts.put("last", index == size - 1);
    facts.put("length", size);
    facts.put("depth", depth + 1L);
    facts.put("depth0", (long) depth);
    facts.put("previtem", index == 0 ? new Undefined("loop.previtem") : items.get(index - 1));
    facts.put(
        "nextitem", index == size - 1 ? new Undefined("loop.nextitem") : items.get(index + 1));
    facts.put("cycle", (Callable) (values, named) -> cycle(values));
    facts.put("changed", (Callable) (values, named) -> isChanged(values));
    return facts.entrySet();
  }

  private Object cycle(List<Object> values) {
    if (values.isEmpty()) {
      throw new JinjaFailure("loop.cycle needs values");
    }
    return values.get(index % values.size());
  }

  private boolean isChanged(List<Object> values) {
    boolean same = Values.isEqual(changed, values);
    changed = new ArrayList<>(values);
    return !same;
  }
}
