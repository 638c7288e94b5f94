package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.swing.SwingTerminalFontConfiguration;
import com.googlecode.lanterna.terminal.swing.SwingTerminalFrame;
import com.googlecode.lanterna.terminal.swing.TerminalEmulatorColorConfiguration;
import com.googlecode.lanterna.terminal.swing.TerminalEmulatorDeviceConfiguration;
import com.googlecode.lanterna.terminal.swing.TerminalEmulatorPalette;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.world.Failure;
import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.HeadlessException;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.swing.SwingUtilities;

/** A window of the desktop that shows the same as a terminal, in colours of its own. */
public final class WindowDisplay implements Display {
  private static final TerminalSize SIZE = new TerminalSize(120, 36);

  private final SwingTerminalFrame frame;
  private final SheetScreen screen;
  private final WindowInput input;
  private boolean open = true;

  private WindowDisplay(SwingTerminalFrame frame, Theme theme) throws IOException {
    this.frame = frame;
    input = new WindowInput(frame);
    screen = new SheetScreen(frame, Cells.ofWindow(theme));
    screen.start();
  }

  /**
   * Opens the window.
   *
   * @throws Failure when there is no desktop to open it on
   */
  public static WindowDisplay open(String title, Theme theme, Map<String, String> environment) {
    String system = System.getProperty("os.name", "");
    boolean x11 = !system.startsWith("Mac") && !system.startsWith("Windows");
    String desktop = environment.getOrDefault("DISPLAY", "");
    if (x11 && desktop.isEmpty()) {
      throw noDesktop("DISPLAY is not set", null);
    }
    try {
      SwingTerminalFrame[] opened = new SwingTerminalFrame[1];
      SwingUtilities.invokeAndWait(() -> opened[0] = frame(title, theme));
      return new WindowDisplay(opened[0], theme);
    } catch (InvocationTargetException e) {
      throw refused(e.getCause(), desktop);
    } catch (HeadlessException | AWTError | LinkageError e) {
      throw refused(e, desktop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noDesktop("interrupted", e);
    }
  }

  private static Failure refused(Throwable cause, String desktop) {
    return switch (cause) {
      case AWTError error -> noDesktop("nothing answers at DISPLAY=" + desktop, error);
      case HeadlessException error -> noDesktop("this Java draws no windows", error);
      case LinkageError error -> noDesktop("this Java lacks its libraries for windows", error);
      default -> noDesktop(String.valueOf(cause.getMessage()), cause);
    };
  }

  private static Failure noDesktop(String why, Throwable cause) {
    return new Failure(
        Failure.Kind.INPUT,
        "no window can be opened: " + why,
        "run it in a terminal without --window, or where there is a desktop and a full JDK",
        cause);
  }

  private static SwingTerminalFrame frame(String title, Theme theme) {
    SwingTerminalFontConfiguration font = WindowFont.configuration();
    SwingTerminalFrame frame =
        new SwingTerminalFrame(
            title,
            SIZE,
            TerminalEmulatorDeviceConfiguration.getDefault()
                .withClipboardAvailable(false)
                .withCursorBlinking(false)
                .withLineBufferScrollbackSize(0),
            font,
            TerminalEmulatorColorConfiguration.newInstance(TerminalEmulatorPalette.XTERM));
    Area least = Area.LEAST;
    frame.setMinimumSize(
        new Dimension(
            least.columns() * font.getFontWidth(), (least.rows() + 2) * font.getFontHeight()));
    frame.setBackground(
        new java.awt.Color(theme.paper().red(), theme.paper().green(), theme.paper().blue()));
    frame.setLocationByPlatform(true);
    frame.setVisible(true);
    return frame;
  }

  @Override
  public Area area() {
    TerminalSize size = frame.getTerminalSize();
    return new Area(size.getColumns(), size.getRows());
  }

  @Override
  public synchronized void show(Sheet sheet) {
    if (open) {
      try {
        screen.show(sheet);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // a window has no stream that could fail
      }
    }
  }

  @Override
  public synchronized void forget() {
    screen.forget();
  }

  @Override
  public synchronized void wear(Theme theme) {
    screen.wear(Cells.ofWindow(theme));
  }

  @Override
  public void listen(Listener listener) {
    frame.addResizeListener(
        (terminal, size) -> listener.resized(new Area(size.getColumns(), size.getRows())));
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent e) {
            if (isOpen()) {
              listener.gone();
            }
          }
        });
    input.tell(listener);
  }

  private synchronized boolean isOpen() {
    return open;
  }

  @Override
  public void mouse(boolean on) {
    input.mouse(on);
  }

  @Override
  public boolean copy(String text) {
    try {
      Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
      return true;
    } catch (IllegalStateException e) {
      return false; // another program holds it just now
    }
  }

  /** A window is given back by its own buttons. */
  @Override
  public void suspend() {}

  @Override
  public void close() {
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
    }
    // Not invokeAndWait: whoever closes may hold what the window's thread waits for.
    SwingUtilities.invokeLater(frame::dispose);
  }
}
