package dev.blackstart.template.gotemplate;

/** A value that is a map to templates and prints as something of its own. */
public interface Printed {
  /** As {@code %v} prints it. */
  String print();

  /** The name Go gives its type. */
  String type();
}
