package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Fact;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What may follow a command's word, and what of it is known. */
enum Argument {
  CLUSTER,
  RUN,
  PHASE,
  NODE,
  SERVICE,
  THEME,
  MINUTES,
  SWITCH,
  IMAGE,
  FILE;

  /** Services every machine of Talos has, beside what was seen of this one. */
  private static final Set<String> SERVICES =
      Set.of("apid", "auditd", "containerd", "cri", "dmesg", "kubelet", "machined", "udevd");

  /**
   * Something that can be typed.
   *
   * @param help what it is
   */
  record Value(String value, String help) {}

  /**
   * What is known.
   *
   * @param words of the line so far, the command's first
   */
  List<Value> values(ScreenModel model, List<String> words) {
    return switch (this) {
      case CLUSTER ->
          model.clusters().stream()
              .map(
                  card ->
                      new Value(
                          card.name(),
                          card.controlPlanes() + " control planes, " + card.workers() + " workers"))
              .toList();
      case RUN ->
          model.clusters().stream()
              .flatMap(card -> card.runs().stream())
              .map(run -> new Value(run.run(), "came to " + run.at()))
              .toList();
      case PHASE ->
          model.run().stream()
              .flatMap(run -> run.phases().values().stream())
              .map(row -> new Value(row.id().name(), row.because()))
              .toList();
      case NODE ->
          model.run().stream()
              .flatMap(run -> run.nodes().values().stream())
              .map(row -> new Value(row.node().name(), row.node().address()))
              .toList();
      case SERVICE -> services(model, words.size() > 2 ? words.get(words.size() - 2) : "");
      case THEME -> model.habits().themes().stream().map(each -> new Value(each, "")).toList();
      case MINUTES -> Stream.of("5", "15", "30").map(each -> new Value(each, "minutes")).toList();
      case SWITCH -> List.of(new Value("on", ""), new Value("off", ""));
      case IMAGE, FILE -> List.of();
    };
  }

  private static List<Value> services(ScreenModel model, String node) {
    Set<String> names = new TreeSet<>(SERVICES);
    model.contents().entrySet().stream()
        .filter(each -> each.getKey().startsWith(Page.Kind.NODE + " " + node + " "))
        .flatMap(each -> each.getValue().document().sections().stream())
        .flatMap(section -> section.facts().stream())
        .map(Fact::opens)
        .forEach(opens -> opens.filter(id -> !id.contains(" ")).ifPresent(names::add));
    return names.stream().map(each -> new Value(each, "")).toList();
  }
}
