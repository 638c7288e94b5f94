package dev.blackstart.app.cli;

import dev.blackstart.app.fresh.Talk;
import java.util.Optional;

/** Asks line by line on the terminal. */
final class TerminalTalk implements Talk {
  @Override
  public void say(String line) {
    System.out.println(line);
  }

  @Override
  public Optional<String> ask(String question) {
    return Optional.ofNullable(System.console().readLine("%s", question)).map(String::strip);
  }
}
