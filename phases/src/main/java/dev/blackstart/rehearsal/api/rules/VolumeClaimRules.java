package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Claims: one that names no class is given the default one as it comes, the youngest where there
 * are several (admission plugin DefaultStorageClass).
 */
final class VolumeClaimRules implements KindRules {
  private static final List<String> DEFAULT =
      List.of(
          "storageclass.kubernetes.io/is-default-class",
          "storageclass.beta.kubernetes.io/is-default-class");

  private final Supplier<List<ObjectNode>> classes;

  VolumeClaimRules(Supplier<List<ObjectNode>> classes) {
    this.classes = classes;
  }

  @Override
  public void create(ObjectNode next) {
    next.putObject("status").put("phase", "Pending");
    boolean named =
        next.path("spec").has("storageClassName")
            || next.path("metadata")
                .path("annotations")
                .has("volume.beta.kubernetes.io/storage-class");
    if (named) {
      return;
    }
    classes.get().stream()
        .filter(VolumeClaimRules::isDefault)
        .min(
            Comparator.comparing((JsonNode each) -> text(each, "creationTimestamp"))
                .reversed()
                .thenComparing(each -> text(each, "name")))
        .ifPresent(
            found -> next.withObjectProperty("spec").put("storageClassName", text(found, "name")));
  }

  private static boolean isDefault(JsonNode storageClass) {
    JsonNode annotations = storageClass.path("metadata").path("annotations");
    return DEFAULT.stream().anyMatch(name -> annotations.path(name).asText().equals("true"));
  }

  private static String text(JsonNode object, String field) {
    return object.path("metadata").path(field).asText();
  }
}
