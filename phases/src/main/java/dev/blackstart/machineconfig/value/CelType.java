package dev.blackstart.machineconfig.value;

/** What a CEL expression yields, as far as it is told apart. */
enum CelType {
  BOOL,
  INT,
  UINT,
  DOUBLE,
  STRING,
  BYTES,
  DURATION,
  LIST,
  MAP,
  NULL,
  /** Known when it is evaluated. */
  ANY;

  boolean fits(CelType other) {
    return this == other || this == ANY || other == ANY;
  }

  boolean isNumber() {
    return this == INT || this == UINT || this == DOUBLE || this == ANY;
  }
}
