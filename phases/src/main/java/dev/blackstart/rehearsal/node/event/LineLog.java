package dev.blackstart.rehearsal.node.event;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.Data;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A log of lines and who follows it; keeps the newest two thousand. */
public final class LineLog {
  private static final int KEPT = 2000;
  private static final int CHUNK = 1024;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Set<Feed<Data>> followers = new LinkedHashSet<>();

  public synchronized void append(String line) {
    lines.addLast(line);
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
    followers.forEach(follower -> send(follower, line + "\n"));
  }

  /**
   * Sends the newest lines and, when asked to, everything that comes.
   *
   * @param tail how many lines; negative for all
   */
  public synchronized void read(int tail, boolean follow, Feed<Data> reader) {
    List<String> all = new ArrayList<>(lines);
    int from = tail < 0 ? 0 : Math.max(0, all.size() - tail);
    StringBuilder text = new StringBuilder();
    all.subList(from, all.size()).forEach(line -> text.append(line).append('\n'));
    send(reader, text.toString());
    if (follow) {
      followers.add(reader);
      reader.whenGone(() -> forget(reader));
    } else {
      reader.end();
    }
  }

  /** All of it. */
  public synchronized byte[] bytes() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One frame a line, as the kernel's log is read. */
  public synchronized void readByLine(boolean onlyNew, boolean follow, Feed<Data> reader) {
    if (!onlyNew) {
      lines.forEach(line -> send(reader, line + "\n"));
    }
    if (follow) {
      followers.add(reader);
      reader.whenGone(() -> forget(reader));
    } else {
      reader.end();
    }
  }

  private synchronized void forget(Feed<Data> follower) {
    followers.remove(follower);
  }

  private static void send(Feed<Data> reader, String text) {
    ByteString bytes = ByteString.copyFromUtf8(text);
    for (int at = 0; at < bytes.size(); at += CHUNK) {
      ByteString part = bytes.substring(at, Math.min(bytes.size(), at + CHUNK));
      reader.send(Data.newBuilder().setBytes(part).build());
    }
  }
}
