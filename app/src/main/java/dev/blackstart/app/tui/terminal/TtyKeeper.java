package dev.blackstart.app.tui.terminal;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The child that sets the tty, one order a line, and that outlives us when we are killed: it reads
 * its orders from a pipe of ours, and when that ends without a farewell it leaves the alternate
 * screen and puts the saved settings back. It passes over every signal a terminal or a shell sends
 * to our process group, and ends with the pipe.
 *
 * <p>What is ignored in a shell stays ignored in what it starts: so the settings go back even when
 * a shell has already taken the terminal from us (no SIGTTOU). Taking the terminal does not work
 * from the background: after {@code bg} our group stops, as any program's would.
 */
final class TtyKeeper implements Closeable {
  /** Characters at once, no echo, no signals, no flow control, Enter apart from Ctrl-J. */
  private static final String RAW =
      "-icanon -echo -isig -iexten -ixon -ixoff -icrnl -inlcr -igncr -istrip min 1 time 0";

  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM TSTP TTIN TTOU
      exec 3<>/dev/tty || exit 1
      while IFS= read -r order; do
        case $order in
          raw) (trap - TTOU; exec stty $2 <&3) ;;
          saved) stty "$1" <&3 ;;
          size) stty size <&3 && continue ;;
          stop) kill -TSTP 0; sleep 0.1 || sleep 1 ;;
          farewell) exit 0 ;;
        esac
        echo $?
      done
      printf '%s' "$3" >&3
      stty "$1" <&3
      """;

  private final String saved;
  private final Process child;
  private final OutputStream orders;
  private final BufferedReader answers;

  /**
   * Starts the child.
   *
   * @param saved what {@code stty -g} said
   * @param leaving written to the terminal when we vanish
   */
  TtyKeeper(String saved, String leaving) throws IOException {
    this.saved = saved;
    child =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, "tty-keeper", saved, RAW, leaving)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    orders = child.getOutputStream();
    answers =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Every key comes to us as it is pressed. */
  void raw() throws IOException {
    if (ask("raw").isEmpty()) {
      direct(RAW.split(" "));
    }
  }

  /** The settings we found. */
  void restore() throws IOException {
    if (ask("saved").isEmpty()) {
      direct(saved);
    }
  }

  /** Rows and columns, as {@code stty size} says them; empty when the tty has gone. */
  Optional<String> size() {
    return ask("size").filter(answer -> answer.contains(" "));
  }

  /**
   * Stops our process group as Ctrl-Z would, and returns after it goes on. Where nobody could make
   * it go on (no shell with job control above us) the system does not stop it.
   */
  void stop() {
    ask("stop");
  }

  /** Sends the child away; the tty stays as it is. */
  @Override
  public synchronized void close() {
    try (orders) {
      orders.write("farewell\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It has gone already.
    }
  }

  private synchronized Optional<String> ask(String order) {
    try {
      orders.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
      orders.flush();
      return Optional.ofNullable(answers.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same without the child, when somebody has killed it. */
  private static void direct(String... settings) throws IOException {
    ProcessBuilder stty =
        new ProcessBuilder()
            .redirectInput(Tty.DEVICE.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    stty.command().add("stty");
    stty.command().addAll(List.of(settings));
    try {
      stty.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
