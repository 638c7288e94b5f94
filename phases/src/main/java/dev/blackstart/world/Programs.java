package dev.blackstart.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs of the operator's machine that a repository asks for and the operator allows. */
public interface Programs {
  /**
   * What a program prints on its standard output.
   *
   * @throws Failure INPUT when it cannot be started or ends with an error, its first words in the
   *     text; TIMED_OUT when it does not end in time
   */
  String run(Command command);

  /**
   * One call, without a shell.
   *
   * @param folder where it runs, absolute
   * @param input its standard input, may be empty
   * @param environment variables it gets besides the operator's own
   */
  record Command(
      String program,
      List<String> arguments,
      Path folder,
      String input,
      Map<String, String> environment) {
    @Override
    public String toString() {
      return arguments.isEmpty() ? program : program + " " + String.join(" ", arguments);
    }
  }
}
