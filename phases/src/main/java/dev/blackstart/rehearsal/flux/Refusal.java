package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.ApiFailure;

/** Why a reconciliation cannot go on, in the reason and words Flux gives. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  Refusal(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  /** What the API server said, without the request. */
  static String words(ApiFailure failure) {
    String message = failure.getMessage();
    String status = ": " + failure.status() + " ";
    int at = message.indexOf(status);
    return at < 0 ? message : message.substring(at + status.length());
  }

  /** The reason the API server gives with a status. */
  static String reasonOf(ApiFailure failure) {
    return switch (failure.status()) {
      case 400 -> " (BadRequest)";
      case 403 -> " (Forbidden)";
      case 404 -> " (NotFound)";
      case 409 -> " (Conflict)";
      case 422 -> " (Invalid)";
      case 500 -> " (InternalError)";
      default -> "";
    };
  }
}
