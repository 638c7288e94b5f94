package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.swing.SwingTerminalFrame;
import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.view.Display;
import java.awt.Component;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.io.IOException;

/**
 * Keys, pastes and clicks of a window. Lanterna's own pasting types a clipboard key by key; here
 * Ctrl-Shift-V and Shift-Insert hand it over as text.
 */
final class WindowInput {
  private static final int WHEEL_ROWS = 3;

  private final SwingTerminalFrame frame;
  private volatile boolean mouse;

  WindowInput(SwingTerminalFrame frame) {
    this.frame = frame;
  }

  void mouse(boolean on) {
    mouse = on;
  }

  void tell(Display.Listener listener) {
    Thread reader = new Thread(() -> read(listener), "window-keys");
    reader.setDaemon(true);
    reader.start();
    Component cells = frame.getContentPane().getComponent(0);
    Mouse told = new Mouse(listener);
    cells.addMouseListener(told);
    cells.addMouseWheelListener(told);
  }

  private void read(Display.Listener listener) {
    KeyStroke stroke = frame.readInput();
    while (stroke.getKeyType() != KeyType.EOF) {
      if (isPaste(stroke)) {
        paste(listener);
      } else {
        Strokes.name(stroke).ifPresent(name -> listener.pressed(new Key(name)));
      }
      stroke = frame.readInput();
    }
  }

  private static boolean isPaste(KeyStroke stroke) {
    return switch (stroke.getKeyType()) {
      case Insert -> stroke.isShiftDown();
      case Character ->
          stroke.isCtrlDown()
              && stroke.isShiftDown()
              && Character.toUpperCase(stroke.getCharacter()) == 'V';
      default -> false;
    };
  }

  private static void paste(Display.Listener listener) {
    try {
      Object text =
          Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
      listener.pasted(Paste.cleaned((String) text));
    } catch (UnsupportedFlavorException | IOException | IllegalStateException e) {
      // Nothing that could be typed is on the clipboard.
    }
  }

  private final class Mouse extends MouseAdapter {
    private final Display.Listener listener;

    Mouse(Display.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void mousePressed(MouseEvent e) {
      if (mouse && e.getButton() == MouseEvent.BUTTON1) {
        var font = frame.getFontConfiguration();
        listener.clicked(e.getX() / font.getFontWidth(), e.getY() / font.getFontHeight());
      }
    }

    @Override
    public void mouseWheelMoved(MouseWheelEvent e) {
      if (mouse) {
        listener.wheeled(WHEEL_ROWS * e.getWheelRotation());
      }
    }
  }
}
