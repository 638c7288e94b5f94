package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.talos.FoundMachine;
import dev.blackstart.talos.MachineScan;
import dev.blackstart.world.Machines.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks an operator for what was not said. What an answer may be is said with the question. */
public final class Interview {
  private final Talk talk;
  private final Path root;
  private final Function<String, MachineScan.Outcome> scan;
  private Wishes wishes;
  private List<FoundMachine> found = List.of();

  /**
   * @param wishes what was said already
   * @param found what was found already
   * @param scan scans a network
   */
  public Interview(
      Talk talk,
      Path root,
      Wishes wishes,
      List<FoundMachine> found,
      Function<String, MachineScan.Outcome> scan) {
    this.talk = talk;
    this.root = root;
    this.wishes = wishes;
    this.found = List.copyOf(found);
    this.scan = scan;
  }

  /** What was found meanwhile. */
  public List<FoundMachine> found() {
    return found;
  }

  /**
   * Everything that was said in the end.
   *
   * @throws Refusal 130 when nobody answers any more
   */
  public Wishes ask() {
    name();
    if (!wishes.namesMachines()) {
      if (found.isEmpty()) {
        seek();
      }
      machines();
    }
    wishes = wishes.with(Wish.CONTROL_PLANES, disks(Wish.CONTROL_PLANES));
    wishes = wishes.with(Wish.WORKERS, disks(Wish.WORKERS));
    endpoint();
    if (wishes.one(Wish.GATEWAY).isEmpty()) {
      keep(
          Wish.GATEWAY,
          answer(
              "Gateway, to make addresses static (empty: they come by DHCP)", "", this::isAddress));
    }
    if (wishes.one(Wish.GIT_URL).isEmpty()) {
      String remote = GitPlace.remote(root).orElse("");
      keep(
          Wish.GIT_URL,
          answer("URL Flux fetches this repository from", remote, text -> !text.isEmpty()));
    }
    return wishes;
  }

  private void name() {
    if (wishes.one(Wish.NAME).isEmpty()) {
      Path folder = root.toAbsolutePath().getFileName();
      String own = folder == null ? "" : folder.toString().toLowerCase(Locale.ROOT);
      String otherwise = own.matches("[a-z0-9][a-z0-9-]{0,31}") ? own : "home";
      keep(
          Wish.NAME,
          answer(
              "Name of the cluster", otherwise, text -> text.matches("[a-z0-9][a-z0-9-]{0,31}")));
    }
  }

  private void seek() {
    String network =
        answer(
            "Network to look for machines in maintenance mode, such as 10.0.0.0/24 (empty: none)",
            "",
            text -> true);
    if (!network.isEmpty()) {
      try {
        found = scan.apply(network).machines();
        new ScanText(found).lines().forEach(talk::say);
      } catch (Refusal refusal) {
        talk.say(refusal.getMessage() + ": " + refusal.remedy());
        seek();
      }
    }
  }

  private void machines() {
    String how =
        found.isEmpty()
            ? "addresses, blanks between"
            : "their numbers or addresses, blanks between";
    List<String> control = listed("Control planes (" + how + ")", 1);
    wishes = wishes.with(Wish.CONTROL_PLANES, control);
    wishes = wishes.with(Wish.WORKERS, listed("Workers (" + how + "; empty: none)", 0));
  }

  private List<String> listed(String question, int least) {
    String text =
        answer(
            question,
            "",
            line ->
                addresses(line).size() >= least && addresses(line).stream().allMatch(this::known));
    return addresses(text);
  }

  private List<String> addresses(String line) {
    List<String> addresses = new ArrayList<>();
    for (String word : line.split("[\\s,]+", -1)) {
      if (word.matches("\\d{1,4}") && Integer.parseInt(word) >= 1) {
        int number = Integer.parseInt(word);
        addresses.add(number <= found.size() ? found.get(number - 1).address() : word);
      } else if (!word.isEmpty()) {
        addresses.add(word);
      }
    }
    return addresses;
  }

  /** Whose machine has a config already is not this cluster's to take. */
  private boolean known(String address) {
    boolean taken =
        found.stream()
            .anyMatch(
                each ->
                    each.address().equals(address)
                        && each.state() == FoundMachine.State.CONFIGURED);
    return IpAddress.matches(address) && !taken;
  }

  private boolean isAddress(String text) {
    return text.isEmpty() || IpAddress.matches(text);
  }

  /** Which disk, where a machine has several; of one nobody has looked at, its path. */
  private List<String> disks(Wish wish) {
    List<String> said = new ArrayList<>();
    for (String machine : wishes.all(wish)) {
      Optional<FoundMachine> known =
          found.stream().filter(each -> each.address().equals(machine)).findFirst();
      List<Disk> candidates = known.map(MachineDraft::candidates).orElse(List.of());
      if (machine.contains(",") || candidates.size() == 1) {
        said.add(machine);
      } else if (candidates.isEmpty()) {
        said.add(
            machine
                + ",disk="
                + answer("Disk of " + machine + " to install on", "/dev/sda", this::isDisk));
      } else {
        said.add(machine + "," + chosen(machine, candidates, known.orElseThrow()));
      }
    }
    return said;
  }

  private boolean isDisk(String text) {
    return text.matches("/dev/[A-Za-z0-9/_.:-]+");
  }

  private String chosen(String machine, List<Disk> candidates, FoundMachine known) {
    talk.say("disks of " + machine + ":");
    for (int i = 0; i < candidates.size(); i++) {
      talk.say("  " + (i + 1) + "  " + ScanText.disk(candidates.get(i)));
    }
    String number =
        answer(
            "Which one to install on (its number)",
            "",
            text ->
                text.matches("\\d{1,2}")
                    && Integer.parseInt(text) >= 1
                    && Integer.parseInt(text) <= candidates.size());
    return MachineDraft.option(candidates.get(Integer.parseInt(number) - 1), known);
  }

  private void endpoint() {
    boolean several = wishes.all(Wish.CONTROL_PLANES).size() > 1;
    if (!several || wishes.one(Wish.VIP).isPresent() || wishes.one(Wish.ENDPOINT).isPresent()) {
      return;
    }
    keep(
        Wish.VIP,
        answer(
            "Address the control planes share, one nobody has (empty: a balancer of your own)",
            "",
            this::isAddress));
    if (wishes.one(Wish.VIP).isEmpty()) {
      keep(
          Wish.ENDPOINT,
          answer(
              "URL of the balancer, such as https://k8s.example.org:6443",
              "",
              text -> text.startsWith("https://")));
    }
  }

  private void keep(Wish wish, String value) {
    if (!value.isEmpty()) {
      wishes = wishes.with(wish, List.of(value));
    }
  }

  /** Asks until the answer will do. */
  private String answer(String question, String otherwise, Predicate<String> good) {
    while (true) {
      String shown = otherwise.isEmpty() ? question : question + " [" + otherwise + "]";
      String said =
          talk.ask(shown + ": ")
              .orElseThrow(() -> new Refusal(130, "no more answers", "nothing was written"));
      String answer = said.isEmpty() ? otherwise : said;
      if (good.test(answer)) {
        return answer;
      }
      talk.say("  that will not do");
    }
  }
}
