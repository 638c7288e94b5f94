package dev.blackstart.app.engine;

import dev.blackstart.files.EventReader;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Follows a run's journal from its beginning until closed, over pauses and resumes. A journal that
 * is not there yet is waited for; a last line that is half written is read when it is whole; a line
 * that is no event is left out, a resume names it.
 */
public final class JournalTail implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** The engine is looked for after this many looks at the journal. */
  private static final int LOOKS_PER_SEARCH = 20;

  /** Bytes that are read at once. */
  private static final int PIECE = 4 * 1024 * 1024;

  private final StateFolder.Found run;
  private final Path file;
  private final TimeSource time;
  private final Listener listener;
  private long lineStart;
  private long seenSize;
  private boolean ended;
  private Presence told = Presence.ABSENT;
  private volatile boolean closed;

  /** Hears what is read, in order, on one thread. */
  public interface Listener {
    /** Events in their order; the first call holds all there have been so far, maybe none. */
    void read(List<Event> events);

    /** Where the run's engine is; called when that changes, after the events that led there. */
    void presence(Presence now);
  }

  /** Whether somebody drives the run. */
  public enum Presence {
    /** There is no journal yet. */
    ABSENT,
    /** An engine is at work. */
    WORKING,
    /** The last line says how it ended. */
    ENDED,
    /** The engine went without a word: killed, or its machine went down. */
    GONE
  }

  private JournalTail(StateFolder.Found run, TimeSource time, Listener listener) {
    this.run = run;
    this.file = run.folder().resolve(FileJournal.NAME);
    this.time = time;
    this.listener = listener;
  }

  /**
   * Begins to follow.
   *
   * @param time whose wall clock paces the looks
   * @param threads one of them follows until the tail is closed
   */
  public static JournalTail follow(
      StateFolder.Found run, TimeSource time, Executor threads, Listener listener) {
    JournalTail tail = new JournalTail(run, time, listener);
    threads.execute(tail::follow);
    return tail;
  }

  /** Stops following; the listener may hear one batch that was on its way. */
  @Override
  public void close() {
    closed = true;
  }

  private void follow() {
    try {
      listener.read(news());
      for (int looks = 0; !closed; looks++) {
        if (looks % LOOKS_PER_SEARCH == 0 || told == Presence.ABSENT) {
          tell(search());
        }
        time.pause(BETWEEN_LOOKS);
        List<Event> news = news();
        if (!news.isEmpty() && !closed) {
          listener.read(news);
          tell(ended ? Presence.ENDED : Presence.WORKING);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Presence now) {
    if (now != told && !closed) {
      told = now;
      listener.presence(now);
    }
  }

  /** An engine writes its last line before it goes, so the journal is read after it has gone. */
  private Presence search() {
    if (ended) {
      return Presence.ENDED;
    }
    if (run.engine().isPresent()) {
      return lineStart == 0 ? Presence.ABSENT : Presence.WORKING;
    }
    List<Event> lastWords = news();
    if (!lastWords.isEmpty()) {
      listener.read(lastWords);
    }
    return ended ? Presence.ENDED : lineStart == 0 ? Presence.ABSENT : Presence.GONE;
  }

  /** Every event since the last look. */
  private List<Event> news() {
    List<Event> events = new ArrayList<>();
    try {
      if (Files.size(file) == seenSize && seenSize == lineStart) {
        return events;
      }
      try (FileChannel channel = FileChannel.open(file)) {
        while (piece(channel, events)) {
          // The next piece follows at once.
        }
      }
    } catch (IOException e) {
      // Not there yet, or not to be read now: the next look may.
    }
    return events;
  }

  /**
   * Reads whole lines from where the last whole line ended: what follows it may be cut off and
   * written anew by a resume. Says whether there may be more.
   */
  private boolean piece(FileChannel channel, List<Event> events) throws IOException {
    seenSize = channel.size();
    int length = (int) Math.min(PIECE, Math.max(0, seenSize - lineStart));
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, lineStart + bytes.position()) >= 0) {
      // A read may return less than there is.
    }
    byte[] read = bytes.array();
    int start = 0;
    for (int i = 0; i < bytes.position(); i++) {
      if (read[i] == '\n') {
        line(new String(read, start, i - start, StandardCharsets.UTF_8), events);
        start = i + 1;
      }
    }
    lineStart += start;
    return length == PIECE && start > 0;
  }

  private void line(String line, List<Event> events) {
    try {
      EventReader.event(line)
          .ifPresent(
              event -> {
                ended = ended(event);
                events.add(event);
              });
    } catch (IOException | RuntimeException e) {
      // Not an event: the rest of the journal is worth showing all the same.
    }
  }

  /** What else comes after the end, such as where a world stands, is no new beginning. */
  private boolean ended(Event event) {
    boolean begins =
        event instanceof Event.RunStarted
            || event instanceof Event.RunResumed
            || event instanceof Event.PhaseStarted;
    return event instanceof Event.RunEnded || (ended && !begins);
  }
}
