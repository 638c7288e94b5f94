package dev.blackstart.template.jinja;

import java.util.List;
import java.util.Map;

/** Something a template can call: a macro or a function. */
@FunctionalInterface
interface Callable {
  Object call(List<Object> positional, Map<String, Object> named);
}
