package dev.blackstart.template.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a filter, by position or by name.
 *
 * @param filters all filters, for those that apply others
 */
record FilterCall(Filters filters, List<Object> positional, Map<String, Object> named) {
  Optional<Object> get(int index, String name) {
    return Optional.ofNullable(index < positional.size() ? positional.get(index) : named.get(name));
  }

  String text(int index, String name) {
    return get(index, name)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElseThrow(() -> new JinjaFailure("missing argument \"" + name + "\""));
  }

  int integer(int index, String name, int otherwise) {
    Object value = get(index, name).orElse((long) otherwise);
    if (!(value instanceof Long number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new JinjaFailure("argument \"" + name + "\" must be an integer");
    }
    return number.intValue();
  }

  boolean flag(int index, String name) {
    return get(index, name).map(Values::isTrue).orElse(false);
  }

  List<Object> from(int index) {
    return positional.subList(Math.min(index, positional.size()), positional.size());
  }
}
