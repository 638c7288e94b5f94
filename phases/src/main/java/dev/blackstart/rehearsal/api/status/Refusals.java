package dev.blackstart.rehearsal.api.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the refusals that clients know, each with the code, reason and wording they look for. */
public final class Refusals {
  private Refusals() {}

  /** What a refusal is about: a resource such as {@code deployments.apps} and an object's name. */
  public record About(String group, String resource, String kind, String name) {
    String qualified() {
      return group.isEmpty() ? resource : resource + "." + group;
    }

    private String qualifiedKind() {
      return group.isEmpty() ? kind : kind + "." + group;
    }

    private ObjectNode details(boolean byKind) {
      ObjectNode details = JsonNodeFactory.instance.objectNode();
      if (!name.isEmpty()) {
        details.put("name", name);
      }
      if (!group.isEmpty()) {
        details.put("group", group);
      }
      details.put("kind", byKind ? kind : resource);
      return details;
    }
  }

  public static ApiFailure badRequest(String message) {
    return new ApiFailure(400, "BadRequest", message, nothing());
  }

  public static ApiFailure unauthorized() {
    return new ApiFailure(401, "Unauthorized", "Unauthorized", nothing());
  }

  public static ApiFailure forbiddenPath(String user, String verb, String path) {
    return new ApiFailure(
        403,
        "Forbidden",
        "forbidden: User \"" + user + "\" cannot " + verb + " path \"" + path + "\"",
        nothing());
  }

  public static ApiFailure forbidden(About about, String because) {
    return new ApiFailure(
        403,
        "Forbidden",
        about.qualified() + " \"" + about.name() + "\" is forbidden: " + because,
        about.details(false));
  }

  public static ApiFailure notFound(About about) {
    return new ApiFailure(
        404,
        "NotFound",
        about.qualified() + " \"" + about.name() + "\" not found",
        about.details(false));
  }

  /** No resource is served at this path: what kubectl reports as a missing resource type. */
  public static ApiFailure noSuchResource() {
    return new ApiFailure(
        404, "NotFound", "the server could not find the requested resource", nothing());
  }

  public static ApiFailure methodNotAllowed() {
    return new ApiFailure(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        nothing());
  }

  public static ApiFailure alreadyExists(About about) {
    return new ApiFailure(
        409,
        "AlreadyExists",
        about.qualified() + " \"" + about.name() + "\" already exists",
        about.details(false));
  }

  public static ApiFailure conflict(About about, String because) {
    return new ApiFailure(
        409,
        "Conflict",
        "Operation cannot be fulfilled on "
            + about.qualified()
            + " \""
            + about.name()
            + "\": "
            + because,
        about.details(false));
  }

  /** The object was changed since the client read it. */
  public static ApiFailure modified(About about) {
    return conflict(
        about,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** An apply touches fields of other managers. */
  public static ApiFailure applyConflict(String message, List<ApiFailure.Cause> causes) {
    return new ApiFailure(409, "Conflict", message, nothing()).because(causes);
  }

  public static ApiFailure expired(String message) {
    return new ApiFailure(410, "Expired", message, nothing());
  }

  public static ApiFailure unsupportedMediaType(String message) {
    return new ApiFailure(415, "UnsupportedMediaType", message, nothing());
  }

  public static ApiFailure notAcceptable(String message) {
    return new ApiFailure(406, "NotAcceptable", message, nothing());
  }

  /** The object breaks rules of its kind; each cause names the field. */
  public static ApiFailure invalid(About about, List<ApiFailure.Cause> causes) {
    String each =
        causes.stream().map(c -> c.field() + ": " + c.message()).collect(Collectors.joining(", "));
    String message =
        about.qualifiedKind()
            + " \""
            + about.name()
            + "\" is invalid: "
            + (causes.size() == 1 ? each : "[" + each + "]");
    return new ApiFailure(422, "Invalid", message, about.details(true)).because(causes);
  }

  public static ApiFailure tooManyRequests(String message, int seconds) {
    return new ApiFailure(429, "TooManyRequests", message, nothing()).retryAfter(seconds);
  }

  public static ApiFailure timeout(String message) {
    return new ApiFailure(504, "Timeout", "Timeout: " + message, nothing());
  }

  /** Nobody answers where a request was to be passed on to. */
  public static ApiFailure unavailable(String message) {
    return new ApiFailure(503, "ServiceUnavailable", message, nothing());
  }

  public static ApiFailure internal(String message) {
    return new ApiFailure(500, "InternalError", "Internal error occurred: " + message, nothing());
  }

  /** A patch that makes no object of the kind; Kubernetes gives no reason for it. */
  public static ApiFailure unfit(String message) {
    return new ApiFailure(500, "", message, nothing());
  }

  /** What a rehearsal has no machine for, such as a shell in a container. */
  public static ApiFailure notImplemented(String message) {
    return new ApiFailure(501, "NotImplemented", message, nothing());
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
