package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.rules.Admission;
import dev.blackstart.rehearsal.api.schema.Decoding;
import dev.blackstart.rehearsal.api.schema.SchemaDefaults;
import dev.blackstart.rehearsal.api.schema.SchemaValidation;
import dev.blackstart.rehearsal.api.schema.StructuralSchema;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a client's object one of its kind: known fields only, defaults filled in, rules kept. */
final class Preparation {
  private final Admission admission;

  Preparation(Admission admission) {
    this.admission = admission;
  }

  /** Checks kind and version, drops unknown fields and fills in defaults, in place. */
  void decode(ResourceType type, ObjectNode object, WriteOptions options) {
    String kind = object.path("kind").asText(type.kind());
    String apiVersion = object.path("apiVersion").asText(type.apiVersion());
    if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
      throw Refusals.badRequest(
          "the API version in the data ("
              + apiVersion
              + ", Kind="
              + kind
              + ") does not match the expected API version ("
              + type.apiVersion()
              + ", Kind="
              + type.kind()
              + ")");
    }
    object.put("apiVersion", type.apiVersion());
    object.put("kind", type.kind());
    if (type.custom()) {
      Decoding decoding = Decoding.custom(object, type.schema());
      report(decoding.unknown(), options);
      SchemaDefaults.apply(object, type.schema());
    } else {
      Decoding decoding = Decoding.builtIn(object, type.schema());
      mismatches(type, decoding);
      report(decoding.unknown(), options);
      admission.defaults(type, object);
    }
  }

  private static void mismatches(ResourceType type, Decoding decoding) {
    if (decoding.mismatches().isEmpty()) {
      return;
    }
    Decoding.Mismatch first = decoding.mismatches().get(0);
    throw Refusals.badRequest(
        type.kind()
            + " in version \""
            + type.version()
            + "\" cannot be handled as a "
            + type.kind()
            + ": json: cannot unmarshal "
            + first.found()
            + " into Go struct field "
            + first.path()
            + " of type "
            + first.wanted().name().toLowerCase(Locale.ROOT));
  }

  /** Refuses or reports fields that the kind does not have, as the client wishes. */
  private static void report(List<String> unknown, WriteOptions options) {
    if (unknown.isEmpty()) {
      return;
    }
    List<String> each = new ArrayList<>();
    unknown.forEach(path -> each.add("unknown field \"" + path + "\""));
    switch (options.validation()) {
      case STRICT -> throw Refusals.badRequest("strict decoding error: " + String.join(", ", each));
      case WARN -> options.warnings().addAll(each);
      case IGNORE -> {}
    }
  }

  /**
   * Refuses an object that breaks the rules of its kind.
   *
   * @param current the object it takes the place of, or null
   */
  void validate(ResourceType type, ObjectNode current, ObjectNode next) {
    List<ApiFailure.Cause> causes = new ArrayList<>(admission.validate(type, current, next));
    if (type.custom()) {
      causes.addAll(SchemaValidation.of(next, StructuralSchema.of(type.definition())));
    }
    if (!causes.isEmpty()) {
      throw Refusals.invalid(about(type, next), causes);
    }
  }

  /** Rules are of what is stored, and so are its group's name and theirs. */
  private static Refusals.About about(ResourceType type, ObjectNode next) {
    return new Refusals.About(
        type.stored().group(),
        type.plural(),
        type.kind(),
        next.path("metadata").path("name").asText());
  }
}
