package dev.blackstart.template.jinja;

import java.util.LinkedHashMap;

/** What {@code namespace()} makes: the only map a template can assign to. */
final class Namespace extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;
}
