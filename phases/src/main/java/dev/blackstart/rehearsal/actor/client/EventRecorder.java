package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Supplier;

/** Tells operators what happened to an object, as {@code kubectl get events} shows it. */
public final class EventRecorder {
  private final Surroundings around;
  private final ApiClient client;
  private final String component;
  private final Supplier<String> host;
  private final Heard heard;

  /** Who writes into a log of its own what is recorded. */
  public interface Heard {
    void event(Resource about, String type, String reason, String message);
  }

  /** A recorder in the name of a program that runs on no particular node. */
  public EventRecorder(Surroundings around, String component) {
    this(around, component, () -> "", (about, type, reason, message) -> {});
  }

  /** A recorder in the name of a program on a node. */
  public EventRecorder(Surroundings around, String component, Supplier<String> host, Heard heard) {
    this.around = around;
    this.client = around.client().as(component);
    this.component = component;
    this.host = host;
    this.heard = heard;
  }

  public void normal(Resource about, String reason, String message) {
    record(about, "Normal", reason, message);
  }

  public void warning(Resource about, String reason, String message) {
    record(about, "Warning", reason, message);
  }

  /** Soon, and without a second try: an event is nothing to fail for. */
  private void record(Resource about, String type, String reason, String message) {
    heard.event(about, type, reason, message);
    Instant now = around.wall();
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    ObjectNode event =
        Json.object(
            "metadata",
            Json.object(
                "name",
                about.name() + "." + around.suffix(about.uid() + reason) + around.suffix(reason),
                "namespace",
                namespace),
            "involvedObject",
            Json.object(
                "apiVersion", about.json().path("apiVersion"),
                "kind", about.json().path("kind"),
                "namespace", about.namespace(),
                "name", about.name(),
                "uid", about.uid(),
                "resourceVersion", Long.toString(about.version())),
            "type",
            type,
            "reason",
            reason,
            "message",
            message,
            "source",
            Json.object("component", component, "host", host.get()),
            "firstTimestamp",
            now,
            "lastTimestamp",
            now,
            "count",
            1,
            "reportingComponent",
            component,
            "reportingInstance",
            host.get());
    around.soon(
        () -> {
          try {
            client.create(ResourceType.EVENTS, event);
          } catch (ApiFailure e) {
            // The namespace is going, or the server is away: nobody is there to read it.
          }
        });
  }
}
