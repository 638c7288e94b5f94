package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Names a field of objects of a type. Its path goes through lists without saying so; {@code \/} is
 * a slash inside a key.
 *
 * @param group API group, empty for any
 * @param version API version, empty for any
 * @param kind kind, empty for any
 * @param path keys parted by slashes; a trailing {@code []} says that the key holds a list
 * @param create whether what is missing on the way is made
 */
record FieldSpec(String group, String version, String kind, String path, boolean create) {
  /** A place in an object that can be read and set. */
  interface Slot {
    Object get();

    void set(Object value);

    /** Takes the field away. */
    void clear();
  }

  /** Does something with a field. */
  interface Visitor {
    void visit(Slot slot);
  }

  static FieldSpec of(String kind, String path) {
    return new FieldSpec("", "", kind, path, false);
  }

  static FieldSpec creating(String group, String kind, String path) {
    return new FieldSpec(group, "", kind, path, true);
  }

  boolean selects(ResourceId id) {
    return id.isOf(group, version, kind);
  }

  /**
   * Visits the fields of an object that the path names.
   *
   * @param leaf makes the field's value when {@link #create} says so and it is missing
   */
  void visit(Map<String, Object> object, Supplier<Object> leaf, Visitor visitor) {
    List<String> steps = split(path, "/");
    walkMap(object, steps, leaf, visitor);
  }

  private void walk(Slot slot, List<String> steps, Supplier<Object> leaf, Visitor visitor) {
    if (steps.isEmpty()) {
      visitor.visit(slot);
      return;
    }
    switch (slot.get()) {
      case null -> {}
      case Map<?, ?> map -> walkMap(Values.asMap(map), steps, leaf, visitor);
      case List<?> list -> {
        List<Object> items = Values.asList(list);
        for (int i = 0; i < items.size(); i++) {
          walk(new ItemSlot(items, i), steps, leaf, visitor);
        }
      }
      default ->
          throw new KustomizeProblem(
              "", "considering field '" + path + "': expected sequence or mapping node");
    }
  }

  private void walkMap(
      Map<String, Object> map, List<String> steps, Supplier<Object> leaf, Visitor visitor) {
    String step = steps.getFirst();
    boolean list = step.endsWith("[]");
    String key = list ? step.substring(0, step.length() - 2) : step;
    if (map.get(key) == null) {
      if (!create || list || leaf == null) {
        return;
      }
      map.put(key, steps.size() == 1 ? leaf.get() : new LinkedHashMap<String, Object>());
    }
    walk(new KeySlot(map, key), steps.subList(1, steps.size()), leaf, visitor);
  }

  /** Splits at a separator that no backslash precedes. */
  static List<String> split(String path, String separator) {
    List<String> steps = new ArrayList<>();
    String[] parts = path.split(Pattern.quote(separator), -1);
    int first = parts.length > 1 && parts[0].isEmpty() ? 1 : 0;
    for (int i = first; i < parts.length; i++) {
      if (!steps.isEmpty() && steps.getLast().endsWith("\\")) {
        String open = steps.removeLast();
        steps.add(open.substring(0, open.length() - 1) + separator + parts[i]);
      } else {
        steps.add(parts[i]);
      }
    }
    return steps;
  }

  /** A value in a map. */
  record KeySlot(Map<String, Object> map, String key) implements Slot {
    @Override
    public Object get() {
      return map.get(key);
    }

    @Override
    public void set(Object value) {
      map.put(key, value);
    }

    @Override
    public void clear() {
      map.remove(key);
    }
  }

  /** An item of a list. */
  record ItemSlot(List<Object> list, int index) implements Slot {
    @Override
    public Object get() {
      return list.get(index);
    }

    @Override
    public void set(Object value) {
      list.set(index, value);
    }

    @Override
    public void clear() {
      list.remove(index);
    }
  }
}
