package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.wire.Bodies;
import java.util.List;

/**
 * How a client wants an object deleted.
 *
 * @param graceSeconds how long it may take to end, -1 for the object's own choice
 * @param propagation what becomes of its dependents; null for the kind's own choice
 * @param uid the only identity that may be deleted, or empty
 * @param resourceVersion the only state that may be deleted, or empty
 */
public record DeleteOptions(
    long graceSeconds,
    Propagation propagation,
    boolean dryRun,
    String uid,
    String resourceVersion) {

  /** What becomes of the objects that an object owns. */
  public enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  /** Reads the options of a request, from its body if it has one, else from its query. */
  public static DeleteOptions of(HttpRequest request, Bodies bodies) {
    ObjectNode body =
        request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : bodies.object(request);
    String grace = text(body.path("gracePeriodSeconds"), request.parameter("gracePeriodSeconds"));
    String propagation =
        text(body.path("propagationPolicy"), request.parameter("propagationPolicy"));
    if (propagation.isEmpty()) {
      String orphan = text(body.path("orphanDependents"), request.parameter("orphanDependents"));
      propagation = orphan.equals("true") ? "Orphan" : orphan.equals("false") ? "Background" : "";
    }
    Propagation policy =
        switch (propagation) {
          case "" -> null;
          case "Background" -> Propagation.BACKGROUND;
          case "Foreground" -> Propagation.FOREGROUND;
          case "Orphan" -> Propagation.ORPHAN;
          default -> throw unsupported(propagation);
        };
    JsonNode preconditions = body.path("preconditions");
    try {
      return new DeleteOptions(
          grace.isEmpty() ? -1 : Long.parseLong(grace),
          policy,
          !body.path("dryRun").isEmpty() || !request.parameter("dryRun").isEmpty(),
          preconditions.path("uid").asText(),
          preconditions.path("resourceVersion").asText());
    } catch (NumberFormatException e) {
      throw Refusals.badRequest("gracePeriodSeconds is not a number");
    }
  }

  private static ApiFailure unsupported(String propagation) {
    return Refusals.invalid(
        new Refusals.About("meta.k8s.io", "", "DeleteOptions", ""),
        List.of(
            new ApiFailure.Cause(
                "FieldValueNotSupported",
                "Unsupported value: \""
                    + propagation
                    + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"",
                "propagationPolicy")));
  }

  /** At once, dependents after it. */
  public static DeleteOptions background() {
    return new DeleteOptions(-1, Propagation.BACKGROUND, false, "", "");
  }

  private static String text(JsonNode body, String query) {
    return body.isMissingNode() || body.isNull() ? query : body.asText();
  }
}
