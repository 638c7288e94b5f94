package dev.blackstart.rehearsal.api.write;

import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.List;

/**
 * How a client wants a write done.
 *
 * @param fieldManager who owns the fields written; by default the program's name from its
 *     User-Agent
 * @param warnings collects what the client should be told besides the answer
 */
public record WriteOptions(
    boolean dryRun,
    String fieldManager,
    Validation validation,
    boolean force,
    List<String> warnings) {

  /** What happens to fields that the kind does not have. */
  public enum Validation {
    IGNORE,
    WARN,
    STRICT
  }

  private static final String SERVER = "kube-apiserver";
  private static final int LONGEST_MANAGER = 128;

  /** Reads the options of a request's query. */
  public static WriteOptions of(HttpRequest request) {
    List<String> dryRun = request.query().getOrDefault("dryRun", List.of());
    for (String value : dryRun) {
      if (!value.equals("All")) {
        throw Refusals.badRequest("invalid dryRun value: " + value);
      }
    }
    String manager = request.parameter("fieldManager");
    if (manager.length() > LONGEST_MANAGER) {
      throw Refusals.badRequest("fieldManager is too long");
    }
    if (manager.isEmpty()) {
      String agent = request.header("user-agent");
      int slash = agent.indexOf('/');
      manager = slash < 0 ? agent : agent.substring(0, slash);
    }
    Validation validation =
        switch (request.parameter("fieldValidation")) {
          case "Strict" -> Validation.STRICT;
          case "Ignore" -> Validation.IGNORE;
          case "", "Warn" -> Validation.WARN;
          default -> throw Refusals.badRequest("invalid fieldValidation value");
        };
    return new WriteOptions(
        !dryRun.isEmpty(),
        manager.isEmpty() ? "unknown" : manager,
        validation,
        request.flag("force"),
        new ArrayList<>());
  }

  /** Whether the server itself writes: nobody is asked then. */
  boolean isOwn() {
    return fieldManager.equals(SERVER);
  }

  /** What the server itself writes by. */
  public static WriteOptions own() {
    return new WriteOptions(false, SERVER, Validation.IGNORE, false, new ArrayList<>());
  }
}
