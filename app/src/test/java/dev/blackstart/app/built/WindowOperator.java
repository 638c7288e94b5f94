package dev.blackstart.app.built;

import dev.blackstart.app.JournalFiles;
import dev.blackstart.app.cli.Main;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Somebody at a desktop: starts the application in this process, uses its window, and says what
 * came of it. Run by hand it takes the picture of README:
 *
 * <pre>WindowOperator STATE docs/console.png REGEX rehearse --window --theme=dark --speed=6</pre>
 */
public final class WindowOperator {
  private final Robot robot = new Robot();
  private final Path state;

  private WindowOperator(Path state) throws Exception {
    this.state = state;
  }

  /** The state folder, where the picture goes, what the journal must say before it is taken. */
  public static void main(String[] args) throws Exception {
    String[] blackstart = Arrays.copyOfRange(args, 3, args.length + 1);
    blackstart[blackstart.length - 1] = "--state=" + args[0];
    Thread application = new Thread(() -> Main.main(blackstart), "application");
    application.start();
    try {
      new WindowOperator(Path.of(args[0])).use(new File(args[1]), Pattern.compile(args[2]));
      application.join();
    } catch (Exception | LinkageError e) {
      System.out.println("the operator failed: " + e);
      System.exit(1);
    }
  }

  private void use(File picture, Pattern moment) throws Exception {
    await("opened", () -> Stream.of(Frame.getFrames()).anyMatch(Frame::isShowing));
    await("the run is at that moment", () -> moment.matcher(journals()).find());
    robot.delay(300);
    BufferedImage run = seen();
    ImageIO.write(run, "png", picture);
    System.out.println("painted " + (colours(run) > 20));

    robot.keyPress(KeyEvent.VK_L);
    robot.keyRelease(KeyEvent.VK_L);
    await("the log is shown", () -> differs(run, seen()));

    Frame frame = Frame.getFrames()[0];
    frame.setSize(frame.getWidth() - 200, frame.getHeight() - 100);
    await("the footer is on the new last row", () -> footer(seen()));

    frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
  }

  private BufferedImage seen() {
    var cells = ((javax.swing.JFrame) Frame.getFrames()[0]).getContentPane().getComponent(0);
    return robot.createScreenCapture(new Rectangle(cells.getLocationOnScreen(), cells.getSize()));
  }

  /** A good part of the cells has changed, not only a clock. */
  private static boolean differs(BufferedImage one, BufferedImage other) {
    int changed = 0;
    for (int y = 0; y < one.getHeight(); y += 2) {
      for (int x = 0; x < one.getWidth(); x += 2) {
        changed += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return changed > one.getWidth() * one.getHeight() / 4 / 50;
  }

  private static long colours(BufferedImage image) {
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .distinct()
        .count();
  }

  /** Keys are named in the last row, which ends at the window's lower edge. */
  private static boolean footer(BufferedImage image) {
    int paper = image.getRGB(image.getWidth() - 2, image.getHeight() - 12);
    int inked = 0;
    for (int y = image.getHeight() - 36; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth() / 2; x++) {
        inked += image.getRGB(x, y) == paper ? 0 : 1;
      }
    }
    return inked > 100;
  }

  private String journals() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path journal : JournalFiles.below(state)) {
      all.append(Files.readString(journal));
    }
    return all.toString();
  }

  private void await(String what, Callable<Boolean> isSo) throws Exception {
    for (int i = 0; i < 1000 && !isSo.call(); i++) {
      robot.delay(100);
    }
    if (!isSo.call()) {
      throw new IllegalStateException("never so: " + what);
    }
    System.out.println(what);
  }
}
