package dev.blackstart.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/** Asks people for keys; nothing of what they type is shown or kept. */
final class KeyPrompt {
  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

  /** The next key; absent when there are no more. */
  Optional<String> next() {
    return SharedOptions.onTerminal() ? typed() : line();
  }

  private static Optional<String> typed() {
    char[] typed = System.console().readPassword("Unseal key (will be hidden): ");
    if (typed == null) {
      return Optional.empty();
    }
    String key = new String(typed).strip();
    Arrays.fill(typed, ' ');
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  private Optional<String> line() {
    try {
      String line = input.readLine();
      return Optional.ofNullable(line).map(String::strip).filter(key -> !key.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
