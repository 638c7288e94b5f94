package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.pod.Execution;
import dev.blackstart.rehearsal.pod.HttpCall;
import dev.blackstart.rehearsal.pod.HttpReply;
import dev.blackstart.rehearsal.pod.Logs;
import dev.blackstart.rehearsal.pod.PodAccess;
import dev.blackstart.rehearsal.pod.PodRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Requests that are passed on to containers that run: commands, logs, and calls to ports. */
final class PodRequests {
  private final ObjectStore store;
  private final ProxyTargets targets;
  private final PodAccess pods;

  PodRequests(ObjectStore store, PodAccess pods) {
    this.store = store;
    this.targets = new ProxyTargets(store);
    this.pods = pods;
  }

  /** Answers a request of this kind; false for others. */
  boolean serve(ResourceType type, RequestTarget target, HttpRequest request, HttpAnswer answer)
      throws IOException, InterruptedException {
    String part = target.subresource().split("/", 2)[0];
    try {
      if (part.equals("proxy") && (type.isCore("pods") || type.isCore("services"))) {
        pass(targets.of(type, target), target, request, answer);
      } else if (type.isCore("pods") && part.equals("log")) {
        ObjectNode pod = pod(type, target);
        Logs.serve(request, answer, pods, named(target), container(pod, request));
      } else if (type.isCore("pods") && part.equals("exec")) {
        ObjectNode pod = pod(type, target);
        List<String> words = request.query().getOrDefault("command", List.of());
        if (words.isEmpty()) {
          throw Refusals.badRequest("you must specify at least 1 command");
        }
        String container = container(pod, request);
        Execution.serve(request, answer, () -> pods.run(named(target), container, words));
      } else {
        return false;
      }
    } catch (PodRefusal refused) {
      throw inWords(refused);
    }
    return true;
  }

  private static ApiFailure inWords(PodRefusal refused) {
    return switch (refused.code()) {
      case 501 -> Refusals.notImplemented(refused.getMessage());
      case 503 -> Refusals.unavailable("error trying to reach service: " + refused.getMessage());
      default -> Refusals.badRequest(refused.getMessage());
    };
  }

  private void pass(
      ProxyTargets.Place place, RequestTarget target, HttpRequest request, HttpAnswer answer)
      throws IOException {
    String path = request.path();
    String mark = "/" + target.name() + "/proxy";
    String rest = path.substring(path.indexOf(mark) + mark.length());
    HttpReply reply =
        pods.http(
            place.pod(),
            place.port(),
            new HttpCall(
                request.method(),
                ProxyTargets.encoded(rest.isEmpty() ? "/" : rest, request.query()),
                request.headers(),
                request.body()));
    answer.send(reply.code(), reply.contentType(), reply.body());
  }

  private static PodAccess.Pod named(RequestTarget target) {
    return new PodAccess.Pod(target.namespace(), target.name());
  }

  private ObjectNode pod(ResourceType type, RequestTarget target) {
    ObjectNode pod = store.get(type.stored(), target.namespace(), target.name());
    if (pod == null) {
      throw Refusals.notFound(type.about(target.name()));
    }
    if (pod.path("spec").path("nodeName").asText().isEmpty()) {
      throw Refusals.badRequest("pod " + target.name() + " does not have a host assigned");
    }
    return pod;
  }

  /** The container that is meant: it need not be said when there is but one. */
  private static String container(ObjectNode pod, HttpRequest request) {
    String wanted = request.parameter("container");
    String name = pod.path("metadata").path("name").asText();
    List<String> all = new ArrayList<>();
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      for (JsonNode container : pod.path("spec").path(list)) {
        all.add(container.path("name").asText());
      }
    }
    JsonNode usual = pod.path("spec").path("containers");
    if (wanted.isEmpty() && usual.size() > 1) {
      throw Refusals.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(name, String.join(" ", all)));
    }
    if (!wanted.isEmpty() && !all.contains(wanted)) {
      throw Refusals.badRequest("container " + wanted + " is not valid for pod " + name);
    }
    return wanted.isEmpty() ? usual.path(0).path("name").asText() : wanted;
  }
}
