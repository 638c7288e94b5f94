package dev.blackstart.files;

import dev.blackstart.run.Event;
import dev.blackstart.run.Journal;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A run's events as JSON lines, appended and forced to disk one by one. */
public final class FileJournal implements Journal {
  /** Name of the file in a run's folder. */
  public static final String NAME = "journal.jsonl";

  private final FileChannel channel;
  private final Path file;
  private final Redaction redaction;

  /** Opens the journal of a run's folder, making it when there is none. */
  public FileJournal(Path folder, Redaction redaction) {
    this.redaction = redaction;
    this.file = folder.resolve(NAME);
    try {
      this.channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      channel.position(wholeLines());
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public synchronized void append(Event event) {
    if (!channel.isOpen()) {
      return;
    }
    String line = redaction.apply(EventWriter.line(event)) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    // An interrupt while a channel writes would close it: the run is being ended and this line is
    // wanted all the more.
    boolean interrupted = Thread.interrupted();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw broken(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
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
    long end = channel.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        break;
      }
      end--;
    }
    channel.truncate(end);
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
