package dev.blackstart.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can only be known from inside the cluster: by a command beside a program, or a call to one
 * of its ports. The API server passes both on. Nothing is thrown: what could not be asked says why.
 */
public interface Inside {
  /**
   * Runs commands, several at once, each with a wall deadline; nothing is typed to them.
   *
   * @return one for each, in order
   */
  List<Ran> run(List<Command> commands);

  /**
   * Calls ports, several at once, each with a wall deadline.
   *
   * @return one for each, in order
   */
  List<Heard> ask(List<Question> questions);

  /** The fields of a JSON object that was answered; none where it is something else. */
  KubeObject read(String json);

  /**
   * A command.
   *
   * @param container empty for the pod's only one
   */
  record Command(String namespace, String pod, String container, List<String> words) {
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * What a command left behind; foreign text.
   *
   * @param unasked why it could not be run, in one line
   * @param code exit code
   * @param out at most the first 256 KiB
   */
  record Ran(Optional<String> unasked, int code, String out, String err) {
    public static Ran unasked(String why) {
      return new Ran(Optional.of(why), -1, "", "");
    }

    /** Whether it ran and was content. */
    public boolean ok() {
      return unasked.isEmpty() && code == 0;
    }
  }

  /**
   * A GET to a port.
   *
   * @param kind {@code pods} or {@code services}
   * @param port a number, or for Services a name
   * @param path with its query, beginning with a slash
   */
  record Question(
      String kind,
      String namespace,
      String name,
      String port,
      String path,
      Map<String, String> headers) {
    public Question {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * What a port answered; foreign text.
   *
   * @param unasked why it could not be called, in one line
   * @param code of HTTP
   * @param body at most the first 256 KiB
   */
  record Heard(Optional<String> unasked, int code, String body) {
    public static Heard unasked(String why) {
      return new Heard(Optional.of(why), 0, "");
    }

    /** Whether it was called and was content. */
    public boolean ok() {
      return unasked.isEmpty() && code >= 200 && code < 300;
    }
  }
}
