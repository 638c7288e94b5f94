package dev.blackstart.files;

import dev.blackstart.run.Event;
import dev.blackstart.run.Journal;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A run's events as JSON lines, appended and forced to disk one by one. */
public final class FileJournal implements Journal {
  /** Name of the file in a run's folder. */
  public static final String NAME = "journal.jsonl";

  /** What is written is on disk when the call returns. */
  private static final String FORCED = "rwd";

  /**
   * No channel: an interrupt in the middle of a write would close it, and the lines a run says when
   * it is interrupted are wanted most.
   */
  private final RandomAccessFile lines;

  private final Path file;
  private final Redaction redaction;
  private boolean closed;

  /** Opens the journal of a run's folder, making it when there is none. */
  public FileJournal(Path folder, Redaction redaction) {
    this.redaction = redaction;
    this.file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      this.lines = new RandomAccessFile(file.toFile(), FORCED);
      lines.seek(wholeLines());
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized void append(Event event) {
    if (closed) {
      return;
    }
    String line = redaction.apply(EventWriter.line(event)) + "\n";
    try {
      lines.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      lines.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Every event in a run's folder; a last line cut off by a crash is left out. */
  public static List<Event> read(Path folder) {
    Path file = folder.resolve(NAME);
    List<Event> events = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        try {
          EventReader.event(lines.get(i)).ifPresent(events::add);
        } catch (IOException | IllegalArgumentException e) {
          if (i < lines.size() - 1) {
            throw new Failure(
                Failure.Kind.INPUT,
                file + ":" + (i + 1) + ": not an event: " + e.getMessage(),
                "remove the line, or the run's folder if nothing is to be resumed",
                e);
          }
        }
      }
      return events;
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT, "cannot read " + file + ": " + e.getMessage(), "check --state", e);
    }
  }

  /** Where the last whole line ends: what a crash cut off is written over. */
  private long wholeLines() throws IOException {
    long end = lines.length();
    while (end > 0) {
      lines.seek(end - 1);
      if (lines.read() == '\n') {
        break;
      }
      end--;
    }
    lines.setLength(end);
    return end;
  }

  private Failure broken(IOException e) {
    return new Failure(
        Failure.Kind.INPUT,
        "cannot write " + file + ": " + e.getMessage(),
        "free space or choose another state folder by --state DIR",
        e);
  }
}
