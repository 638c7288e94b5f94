package dev.blackstart.app.engine;

import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A console that starts an engine and then sits there until it is killed. */
final class ConsoleStandIn {
  private ConsoleStandIn() {}

  public static void main(String[] arguments) throws Exception {
    List<String> program = List.of(arguments[1].split("\u001f"));
    StateFolder state = new StateFolder(Path.of(arguments[0]));
    EngineProcess engines = new EngineProcess(program, state, new SystemTimeSource());
    EngineProcess.Start start =
        engines.start(Arrays.asList(arguments).subList(2, arguments.length));
    System.out.println(
        switch (start) {
          case EngineProcess.Start.Begun begun -> begun.pid() + " " + begun.run().run();
          case EngineProcess.Start.Refused refused -> refused.toString();
        });
    System.in.read();
  }
}
