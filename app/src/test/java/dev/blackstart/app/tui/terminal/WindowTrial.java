package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Colour;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.app.tui.view.Tone;
import dev.blackstart.world.Failure;
import java.awt.Color;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.File;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** Opens the window on a desktop, uses it as an operator does, and says what came of it. */
public final class WindowTrial {
  private static final Theme THEME = Themes.DARK;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Display display;
  private final Robot robot;

  private WindowTrial(Display display) throws Exception {
    this.display = display;
    robot = new Robot();
    robot.setAutoDelay(30);
  }

  public static void main(String[] args) throws Exception {
    try (Display display = WindowDisplay.open("blackstart · infra", THEME, System.getenv())) {
      new WindowTrial(display).run(new File(args[0]));
    } catch (Failure e) {
      System.out.println(e.kind() + ": " + e.what() + "; " + e.remedy());
    }
  }

  private void run(File picture) throws Exception {
    listen();
    Frame frame = Frame.getFrames()[0];
    System.out.println("opened " + frame.getTitle() + " " + said(display.area()));
    show();
    awaitPainted("painted");

    press(KeyEvent.VK_J);
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_C);
    press(KeyEvent.VK_ALT, KeyEvent.VK_X);
    press(KeyEvent.VK_SHIFT, KeyEvent.VK_G);
    press(KeyEvent.VK_SHIFT, KeyEvent.VK_TAB);
    press(KeyEvent.VK_F5);
    press(KeyEvent.VK_ESCAPE);
    say(7);
    System.out.println("copied " + display.copy(":reset infra\nq"));
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_V);
    press(KeyEvent.VK_SHIFT, KeyEvent.VK_INSERT);
    say(2);

    robot.mouseMove(frame.getX() + 100, frame.getY() + 100);
    click();
    // Events come in their order: once the key is heard, the click before it went unheard.
    press(KeyEvent.VK_K);
    say(1);
    display.mouse(true);
    click();
    robot.mouseWheel(-1);
    say(2);
    ImageIO.write(robot.createScreenCapture(frame.getBounds()), "png", picture);

    frame.setSize(frame.getWidth() - 200, frame.getHeight() - 100);
    say(1);
    show();
    awaitPainted("painted again");
    display.wear(Themes.LIGHT);
    show();
    await("worn light", () -> isSeen(Themes.LIGHT));

    frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
    say(1);
  }

  private void listen() {
    display.listen(
        new Display.Listener() {
          @Override
          public void pressed(Key key) {
            heard.add("key " + key.name());
          }

          @Override
          public void pasted(String text) {
            heard.add("paste " + text.replace("\n", "|"));
          }

          @Override
          public void resized(Area area) {
            heard.add("resized " + (area.columns() < 120 && area.rows() < 36));
          }

          @Override
          public void clicked(int column, int row) {
            heard.add("click " + (column > 5 && column < 15) + " " + (row > 2 && row < 9));
          }

          @Override
          public void wheeled(int rows) {
            heard.add("wheel " + rows);
          }

          @Override
          public void gone() {
            heard.add("gone");
          }
        });
  }

  private void say(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      System.out.println(heard.poll(60, TimeUnit.SECONDS));
    }
  }

  private void press(int... keys) {
    for (int key : keys) {
      robot.keyPress(key);
    }
    for (int i = keys.length - 1; i >= 0; i--) {
      robot.keyRelease(keys[i]);
    }
  }

  private void click() {
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
  }

  private void show() {
    Sheet sheet = new Sheet(display.area(), Glyphs.UNICODE);
    var pane = sheet.pane();
    pane.row(0).put(" blackstart  infra · bootstrap", Tone.TITLE);
    pane.row(1).rule("─", Tone.EDGE);
    pane.row(2)
        .put(" ✔ preflight", Tone.GOOD)
        .put("  ⧗ cilium", Tone.WAITS)
        .put("  ✖ infra-05", Tone.BAD)
        .put("  ▶ apply", Tone.ACTIVE);
    pane.row(sheet.area().rows() - 1).rule("█", Tone.GOOD);
    pane.choose(3);
    display.show(sheet);
  }

  private void awaitPainted(String what) throws InterruptedException {
    await(what, () -> isSeen(THEME));
  }

  /** The paper, the chosen row, and the last row to its very end are in the theme's colours. */
  private boolean isSeen(Theme theme) {
    Frame frame = Frame.getFrames()[0];
    var cells = ((javax.swing.JFrame) frame).getContentPane().getComponent(0);
    int height = cells.getHeight() / display.area().rows();
    int width = cells.getWidth() / display.area().columns();
    Rectangle at = new Rectangle(cells.getLocationOnScreen(), cells.getSize());
    int lastRow = at.y + display.area().rows() * height - height / 2;
    int lastColumn = at.x + display.area().columns() * width - width / 2;
    return isAt(at.x + 300, at.y + 4 * height + 5, theme.paper())
        && isAt(at.x + 300, at.y + 3 * height + 5, theme.chosen().background())
        && isAt(lastColumn, lastRow, theme.look(Tone.GOOD, false).foreground());
  }

  private boolean isAt(int x, int y, Colour colour) {
    Color seen = robot.getPixelColor(x, y);
    return new Colour.Rgb(seen.getRed(), seen.getGreen(), seen.getBlue()).equals(colour);
  }

  private static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    for (int i = 0; i < 150 && !isSo.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
    System.out.println((isSo.getAsBoolean() ? "" : "never ") + what);
  }

  private static String said(Area area) {
    return area.columns() + "x" + area.rows();
  }
}
