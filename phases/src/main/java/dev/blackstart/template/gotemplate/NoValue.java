package dev.blackstart.template.gotemplate;

/** What a template has where Go has the invalid reflect.Value: a missing key, an untyped nil. */
enum NoValue {
  NONE
}
