package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Spelling;
import dev.blackstart.template.kustomize.FluxFields;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fields of Flux's objects that Flux does not know, and fields that are missing. The API server
 * refuses such an object, and with it everything that is applied together.
 */
final class FieldNames {
  private FieldNames() {}

  /** The first field of a Kustomization that is a slip of one Flux knows, and which that is. */
  static Optional<Map.Entry<String, String>> slip(Map<String, Object> spec) {
    FluxFields fields = FluxFields.of(ObjectKey.KUSTOMIZE + "/v1", "Kustomization").orElseThrow();
    for (String field : spec.keySet()) {
      Optional<String> meant = meantBy(field, fields);
      if (meant.isPresent()) {
        return Optional.of(Map.entry(field, meant.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> meantBy(String name, FluxFields fields) {
    List<String> known = fields.known().stream().sorted().toList();
    return known.contains(name) ? Optional.empty() : Spelling.nearest(name, known);
  }

  /** Tells what the API server would refuse of an object. */
  static void check(Reconciliation owner, ObjectKey key, BuiltObject object, Faults faults) {
    Map<String, Object> written = object.object();
    Map<String, Object> spec = Fields.map(written, "spec");
    Optional<FluxFields> fields = FluxFields.of(written.get("apiVersion"), key.kind());
    if (fields.isEmpty() || key.kind().equals("Kustomization") && slip(spec).isPresent()) {
      return;
    }
    String whose = owner + " applies " + key.kind() + " " + key;
    for (String field : spec.keySet().stream().sorted().toList()) {
      if (!fields.get().known().contains(field)) {
        String remedy =
            meantBy(field, fields.get())
                .map(meant -> "write " + meant)
                .orElse("take it away: the API server refuses it, and what is applied with it");
        refused(
            faults,
            owner,
            object.place("spec." + field),
            whose + ", which has spec." + field + ", a field Flux 2.9 does not know",
            remedy);
      }
    }
    for (String field : fields.get().required().stream().sorted().toList()) {
      if (spec.get(field) == null) {
        refused(
            faults,
            owner,
            object.place("spec"),
            whose + ", which lacks spec." + field,
            "add it: the API server takes none without it");
      }
    }
  }

  private static void refused(
      Faults faults, Reconciliation owner, String place, String what, String remedy) {
    faults.add(owner, FindingKind.FLUX_FIELD, place, what, remedy);
  }
}
