package dev.blackstart.repository.talhelper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a {@code deviceSelector} is as the expression that an alias of a link wants. */
final class LinkSelector {
  private static final String[][] GLOBS = {
    {"hardwareAddr", "mac(link.hardware_addr)"},
    {"permanentAddr", "mac(link.permanent_addr)"},
    {"busPath", "link.bus_path"},
    {"driver", "link.driver"},
    {"pciID", "link.pciid"},
  };

  private LinkSelector() {}

  /** The expression; nothing when it selects by nothing. */
  static Optional<String> match(Part selector) {
    List<String> conditions = new ArrayList<>();
    for (String[] glob : GLOBS) {
      selector
          .scalar(glob[0])
          .filter(wanted -> !wanted.text().isEmpty())
          .ifPresent(
              wanted -> {
                if (wanted.text().matches("[^\"\\\\]*")) {
                  conditions.add("glob(\"" + wanted.text() + "\", " + glob[1] + ")");
                } else {
                  selector.wrong(glob[0], wanted, "a pattern without quotes and backslashes");
                }
              });
    }
    if (selector.get("physical").isPresent()) {
      conditions.add(selector.isTrue("physical") ? "link.type == 1" : "link.type != 1");
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" && ", conditions));
  }
}
