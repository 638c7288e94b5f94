package dev.blackstart.kube;

import dev.blackstart.run.Fanout;
import dev.blackstart.world.Inside;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Commands in pods and calls to their ports, by way of the API server. */
final class PodCalls implements Inside {
  static final int LONGEST = 256 * 1024;
  private static final int IN_FLIGHT = 6;
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final Supplier<Optional<Connection>> connection;
  private final Fanout fanout;

  PodCalls(Supplier<Optional<Connection>> connection, Fanout fanout) {
    this.connection = connection;
    this.fanout = fanout;
  }

  @Override
  public List<Ran> run(List<Command> commands) {
    try {
      return fanout.each(commands, IN_FLIGHT, this::run);
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted("run a command in pods", e);
    }
  }

  private Ran run(Command command) {
    Optional<Connection> now = connection.get();
    if (now.isEmpty()) {
      return Ran.unasked("no kubeconfig yet");
    }
    try {
      return now.get().execute(command, DEADLINE);
    } catch (IOException e) {
      return Ran.unasked(KubeFailures.reason(e));
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted("run a command in " + command.pod(), e);
    }
  }

  @Override
  public List<Heard> ask(List<Question> questions) {
    try {
      return fanout.each(questions, IN_FLIGHT, this::ask);
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted("call pods", e);
    }
  }

  @Override
  public KubeObject read(String json) {
    return new KubeObject(Json.readLeniently(json.getBytes(StandardCharsets.UTF_8)));
  }

  private Heard ask(Question question) {
    Optional<Connection> now = connection.get();
    if (now.isEmpty()) {
      return Heard.unasked("no kubeconfig yet");
    }
    try {
      Reply reply = now.get().proxied(path(question), question.headers(), Connection.DEADLINE);
      return isApiServers(reply)
          ? Heard.unasked(reply.message())
          : new Heard(Optional.empty(), reply.code(), cut(reply.body()));
    } catch (IOException e) {
      return Heard.unasked(KubeFailures.reason(e));
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted("call " + question.name(), e);
    }
  }

  private static String path(Question question) {
    return "/api/v1/namespaces/%s/%s/%s:%s/proxy%s"
        .formatted(
            question.namespace(),
            question.kind(),
            question.name(),
            question.port(),
            question.path());
  }

  /** The API server says why it could not pass the call on in a Status of its own. */
  private static boolean isApiServers(Reply reply) {
    Map<String, Object> json = reply.ok() ? Map.of() : Json.readLeniently(reply.body());
    return "Status".equals(json.get("kind")) && "v1".equals(json.get("apiVersion"));
  }

  private static String cut(byte[] body) {
    return new String(
        body.length > LONGEST ? Arrays.copyOf(body, LONGEST) : body, StandardCharsets.UTF_8);
  }
}
