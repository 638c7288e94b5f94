package dev.blackstart.app.tui.terminal;

import com.sun.management.OperatingSystemMXBean;
import dev.blackstart.app.engine.JournalTail;
import dev.blackstart.app.tui.ConsoleLoop;
import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.files.EventWriter;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Event;
import dev.blackstart.run.RunId;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the console costs while events pour in: frames, CPU time and how soon a key is seen. A
 * journal is written and followed as a run's is; the loop, the fold, the painter and the encoding
 * are those of a terminal; the bytes go nowhere. What it takes to write the journal is not counted.
 *
 * <p>As a program it prints the rows of a table, and takes the seconds each of them lasts.
 */
public final class ConsoleBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final Area SCREEN = new Area(160, 45);

  /** Wall time between two looks of an engine's follower at the journal. */
  private static final long BATCH_MILLIS = 50;

  /** Nanoseconds between two keys, and as many again at random. */
  private static final int KEYS_NANOS = 150_000_000;

  private final TimeSource time = new SystemTimeSource();
  private final AtomicLong pressed = new AtomicLong();
  private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
  private final SinkDisplay display = new SinkDisplay(SCREEN, this::shown);
  private final ConsoleLoop loop =
      new ConsoleLoop(
          display,
          new Painter(Glyphs.UNICODE, ZoneOffset.UTC),
          time::wall,
          time::wallNanos,
          (intent, screen) -> {});
  private final Thread painting = new Thread(this::paint, "console");
  private int chosen = -1;
  private boolean down;

  private ConsoleBench() throws IOException {}

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    System.out.println(
        "| nodes | events/s | frames/s | CPU % of a core, painting | all threads"
            + " | key p50 ms | p95 | p99 | worst | KiB/s sent |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    new ConsoleBench().measure(6, 1000, seconds);
    for (int nodes : new int[] {6, 500}) {
      for (int rate : new int[] {0, 100, 1000, 10_000}) {
        System.out.println(new ConsoleBench().measure(nodes, rate, seconds));
      }
    }
    System.exit(0);
  }

  private String measure(int nodes, int rate, int seconds)
      throws InterruptedException, IOException {
    painting.setDaemon(true);
    painting.start();
    Display.Listener keys = display.listener();
    EventStorm storm = new EventStorm(nodes, time.wall());
    loop.tell(new Msg.Attached(true));
    Path folder = Files.createTempDirectory("console-bench");
    Path journal = folder.resolve(FileJournal.NAME);
    append(journal, storm.beginning());
    JournalTail tail = follow(folder);
    keys.pressed(new Key("tab"));
    time.pause(Duration.ofMillis(1000));

    latencies.clear();
    long frames = loop.frames();
    long bytes = display.bytes();
    long ours = cpu(painting);
    long process = PROCESS.getProcessCpuTime() - cpu(Thread.currentThread());
    long began = time.wallNanos();
    long sent = 0;
    Random random = new Random(7);
    long nextKey = began;
    for (long now = began; now - began < seconds * 1_000_000_000L; now = time.wallNanos()) {
      long due = (now - began) * rate / 1_000_000_000L;
      if (due > sent) {
        List<Event> batch = storm.more((int) (due - sent), time.wall(), (now - began) / 1_000_000);
        sent = due;
        append(journal, batch);
      }
      if (now >= nextKey && rate > 0) {
        press(keys);
        nextKey = now + KEYS_NANOS + random.nextInt(KEYS_NANOS);
      }
      time.pause(Duration.ofMillis(BATCH_MILLIS));
    }
    double took = (time.wallNanos() - began) / 1e9;
    double painted = (loop.frames() - frames) / took;
    double share = (cpu(painting) - ours) / 1e7 / took;
    double all = (PROCESS.getProcessCpuTime() - cpu(Thread.currentThread()) - process) / 1e7 / took;
    double kibibytes = (display.bytes() - bytes) / 1024.0 / took;
    tail.close();
    keys.gone();
    painting.join();
    Files.delete(journal);
    Files.delete(folder);
    List<Long> sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    return String.format(
        Locale.ROOT,
        "| %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f |",
        nodes,
        rate,
        painted,
        share,
        all,
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99),
        percentile(sorted, 100),
        kibibytes);
  }

  private static void append(Path journal, List<Event> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(EventWriter.line(event)).append('\n'));
    Files.writeString(journal, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private JournalTail follow(Path folder) {
    StateFolder.Found run =
        new StateFolder.Found("infra", World.Kind.LIVE, new RunId("bench"), folder);
    return JournalTail.follow(
        run,
        time,
        Executors.newVirtualThreadPerTaskExecutor(),
        new JournalTail.Listener() {
          @Override
          public void read(List<Event> events) {
            if (!events.isEmpty()) {
              loop.tell(new Msg.Happened(events));
            }
          }

          @Override
          public void presence(JournalTail.Presence now) {}
        });
  }

  private void paint() {
    try {
      loop.run(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A key that moves the cursor, unless the last is not seen yet. */
  private void press(Display.Listener keys) {
    if (pressed.compareAndSet(0, time.wallNanos())) {
      keys.pressed(new Key(down ? "k" : "j"));
      down = !down;
    }
  }

  /** A key is seen when the cursor is on another row and all of that has been written. */
  private void shown(Sheet sheet) {
    int now = -1;
    int right = sheet.area().columns() - 2;
    for (int row = 0; row < sheet.area().rows() && now < 0; row++) {
      now = sheet.chosen(right, row) ? row : -1;
    }
    if (now != chosen) {
      chosen = now;
      long since = pressed.getAndSet(0);
      if (since > 0) {
        latencies.add(time.wallNanos() - since);
      }
    }
  }

  private static long cpu(Thread thread) {
    return Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
  }

  private static double percentile(List<Long> sorted, int percent) {
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
  }
}
