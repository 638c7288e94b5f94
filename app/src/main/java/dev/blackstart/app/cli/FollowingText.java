package dev.blackstart.app.cli;

import dev.blackstart.app.Following;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.plain.Ages;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemPrograms;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Fanout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which commit each cluster follows, as lines and as JSON. */
final class FollowingText {
  private static final Duration GIT = Duration.ofSeconds(10);

  private final OperatorFiles.Every every;
  private final List<Following.At> all;

  FollowingText(StateFolder state, OperatorFiles files) {
    this.every = files.every();
    this.all = Following.of(state, every.clusters());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Following.At each : all) {
      lines.add(each.cluster() + " follows " + each.written() + apart(each));
    }
    return lines;
  }

  private String apart(Following.At each) {
    StringBuilder text = new StringBuilder();
    for (Following.At other : all) {
      boolean differs = !other.commit().equals(each.commit());
      Optional<Following.Behind> behind = differs ? behind(each, other) : Optional.empty();
      if (behind.isPresent() && behind.get().commits() > 0) {
        int commits = behind.get().commits();
        text.append(": ").append(commits).append(commits == 1 ? " commit" : " commits");
        text.append(" behind ").append(other.cluster());
        behind
            .get()
            .since()
            .ifPresent(
                since ->
                    text.append(", the oldest made ")
                        .append(Ages.ago(since, new SystemTimeSource().wall())));
      }
    }
    return text.toString();
  }

  private Optional<Following.Behind> behind(Following.At older, Following.At newer) {
    try (Fanout fanout = new Fanout()) {
      SystemPrograms git = new SystemPrograms(task -> fanout.background(task), GIT);
      return Following.behind(git, every.root(), older.commit(), newer.commit());
    }
  }

  List<Map<String, Object>> json() {
    List<Map<String, Object>> document = new ArrayList<>();
    for (Following.At each : all) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("cluster", each.cluster());
      one.put("ref", each.ref());
      one.put("commit", each.commit());
      one.put("suspended", each.suspended());
      for (Following.At other : all) {
        if (other != each) {
          behind(each, other).ifPresent(by -> one.put("behind_" + other.cluster(), by.commits()));
        }
      }
      document.add(one);
    }
    return document;
  }
}
