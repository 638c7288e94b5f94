package dev.blackstart.template.jinja;

/**
 * What a name stands for that nobody set. It may be asked for, defaulted or tested; any other use
 * is an error that names it.
 *
 * @param name the expression as written: {@code node.disk}
 */
record Undefined(String name) {
  JinjaFailure failure() {
    return new JinjaFailure("variable \"" + name + "\" is undefined");
  }
}
