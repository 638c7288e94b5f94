package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.document.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/** Where the rules write. */
record Complaints(List<ConfigProblem> errors, List<ConfigProblem> warnings) {
  Complaints() {
    this(new ArrayList<>(), new ArrayList<>());
  }
}
