package dev.blackstart.machineconfig.validation;

import java.util.List;

/**
 * Rules of {@code machine.baseRuntimeSpecOverrides}: the types of the OCI runtime specification.
 */
final class RuntimeSpecRules {
  private RuntimeSpecRules() {}

  static void check(Section spec) {
    for (String key : List.of("process", "root", "linux", "hooks", "annotations")) {
      mapping(spec.at(key));
    }
    Section process = spec.at("process");
    mapping(process.at("user"));
    for (String key : List.of("rlimits", "args", "env")) {
      if (process.at(key).present() && !process.at(key).isList()) {
        process.at(key).error("must be a list");
      }
    }
    if (spec.at("mounts").present() && !spec.at("mounts").isList()) {
      spec.at("mounts").error("must be a list");
    }
    for (Section limit : process.at("rlimits").items()) {
      mapping(limit);
      if (!limit.at("type").isString()) {
        limit.at("type").error("must be a text");
      }
      for (String bound : List.of("hard", "soft")) {
        if (limit.at(bound).present() && !limit.at(bound).isWholeNumber()) {
          limit.at(bound).error("must be a whole number");
        }
      }
    }
  }

  private static void mapping(Section part) {
    if (part.present() && !part.isMapping()) {
      part.error("must be a mapping");
    }
  }
}
