package dev.blackstart.rehearsal.api.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A request that the API server refuses: the HTTP code, the machine-readable reason and the details
 * of a {@code meta/v1 Status}.
 */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One entry of {@code details.causes}. */
  public record Cause(String reason, String message, String field) {}

  private final int code;
  private final String reason;
  private final transient ObjectNode details;

  ApiFailure(int code, String reason, String message, ObjectNode details) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /** This refusal with the causes that a client prints one by one. */
  public ApiFailure because(List<Cause> causes) {
    ObjectNode more = details.deepCopy();
    ArrayNode list = more.putArray("causes");
    for (Cause cause : causes) {
      ObjectNode entry = list.addObject();
      entry.put("reason", cause.reason());
      entry.put("message", cause.message());
      if (!cause.field().isEmpty()) {
        entry.put("field", cause.field());
      }
    }
    return new ApiFailure(code, reason, getMessage(), more);
  }

  /** This refusal, telling the client to come back after so many seconds. */
  public ApiFailure retryAfter(int seconds) {
    ObjectNode more = details.deepCopy();
    more.put("retryAfterSeconds", seconds);
    return new ApiFailure(code, reason, getMessage(), more);
  }

  /** The {@code Status} object that answers the request. */
  public ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure");
    status.put("message", getMessage());
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    status.put("code", code);
    return status;
  }
}
