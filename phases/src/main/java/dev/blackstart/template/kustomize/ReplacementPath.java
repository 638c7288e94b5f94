package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the fields a replacement's path means: keys, indexes, {@code [key=value]} and {@code *}.
 */
final class ReplacementPath {
  private static final Pattern INDEX = Pattern.compile("-|[0-9]+");

  private final List<String> steps;
  private final boolean create;
  private final Object value;

  /**
   * A path.
   *
   * @param steps what it goes through
   * @param create whether what is missing is made
   * @param value the value that will stand there; decides what is made at the end
   */
  ReplacementPath(List<String> steps, boolean create, Object value) {
    this.steps = steps;
    this.create = create;
    this.value = value;
  }

  List<FieldSpec.Slot> find(Object root) {
    return find(root, 0);
  }

  private List<FieldSpec.Slot> find(Object container, int at) {
    String step = steps.get(at);
    List<FieldSpec.Slot> slots = new ArrayList<>();
    if (container instanceof List<?> list) {
      List<Object> items = Values.asList(list);
      for (int i = 0; i < items.size(); i++) {
        if (matches(items, i, step)) {
          slots.add(new FieldSpec.ItemSlot(items, i));
        }
      }
      if (slots.isEmpty() && create && step.startsWith("[") && step.contains("=")) {
        items.add(made(step));
        slots.add(new FieldSpec.ItemSlot(items, items.size() - 1));
      } else if (slots.isEmpty() && create && step.equals(String.valueOf(items.size()))) {
        items.add(empty(at));
        slots.add(new FieldSpec.ItemSlot(items, items.size() - 1));
      }
    } else if (container instanceof Map<?, ?> map) {
      Map<String, Object> fields = Values.asMap(map);
      if (create && fields.get(step) == null) {
        fields.put(step, empty(at));
      }
      if (fields.containsKey(step)) {
        slots.add(new FieldSpec.KeySlot(fields, step));
      }
    }
    if (at == steps.size() - 1) {
      return slots;
    }
    List<FieldSpec.Slot> deeper = new ArrayList<>();
    slots.forEach(slot -> deeper.addAll(find(slot.get(), at + 1)));
    return deeper;
  }

  private static boolean matches(List<Object> items, int index, String step) {
    if (step.equals("*") || step.equals(String.valueOf(index))) {
      return true;
    }
    if (step.equals("-")) {
      return index == items.size() - 1;
    }
    if (!step.startsWith("[") || !step.contains("=")) {
      return false;
    }
    String key = key(step);
    String found =
        key.isEmpty()
            ? Values.scalar(items.get(index))
            : Values.text(Values.asMap(items.get(index)), key);
    return !found.isEmpty() && Pattern.compile(wanted(step)).matcher(found).find();
  }

  private static String key(String step) {
    return step.substring(1, step.indexOf('='));
  }

  private static String wanted(String step) {
    return step.substring(step.indexOf('=') + 1, step.length() - 1);
  }

  private static Object made(String step) {
    if (key(step).isEmpty()) {
      return wanted(step);
    }
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(key(step), wanted(step));
    return item;
  }

  /** What to make for the step at an index: what the next one can go through. */
  private Object empty(int at) {
    if (at == steps.size() - 1) {
      return value instanceof Map || value instanceof List ? Values.copy(value) : null;
    }
    String next = steps.get(at + 1);
    return next.startsWith("[") || INDEX.matcher(next).matches()
        ? new ArrayList<>()
        : new LinkedHashMap<String, Object>();
  }
}
