package dev.blackstart.template.gotemplate;

import java.util.List;
import java.util.Map;

/**
 * The arguments of one call. The typed getters are as strict as Go's parameter types: a number is
 * no string, an int no float64.
 */
public final class Arguments {
  private final List<Object> values;
  private final Rendering rendering;

  Arguments(List<Object> values, Rendering rendering) {
    this.values = values;
    this.rendering = rendering;
  }

  /** How many there are. */
  public int count() {
    return values.size();
  }

  /** An argument of any type; null for nil and for what is missing. */
  public Object get(int index) {
    return values.get(index);
  }

  /** All from an index on. */
  public List<Object> from(int index) {
    return values.subList(Math.min(index, values.size()), values.size());
  }

  /** A string. */
  public String text(int index) {
    return typed(index, String.class, "string");
  }

  /** An int. */
  public int integer(int index) {
    long value = typed(index, Long.class, "int");
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** A bool. */
  public boolean flag(int index) {
    return typed(index, Boolean.class, "bool");
  }

  /** A list; nil is an empty one. */
  @SuppressWarnings("unchecked")
  public List<Object> list(int index) {
    return get(index) == null ? List.of() : typed(index, List.class, "[]interface {}");
  }

  /** A map, the very one that was given, so that it can be changed; nil is an empty one. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> map(int index) {
    return get(index) == null ? Map.of() : typed(index, Map.class, "map[string]interface {}");
  }

  private <T> T typed(int index, Class<T> type, String name) {
    Object value = get(index);
    if (!type.isInstance(value)) {
      throw FunctionFailure.wrongType(name, value);
    }
    return type.cast(value);
  }

  /** The output of a named template, as {@code include} needs it. */
  public String include(String name, Object data) {
    return rendering.include(name, data);
  }

  /** The output of a text taken as a template, as {@code tpl} needs it. */
  public String render(String text, Object data) {
    return rendering.render(text, data);
  }
}
