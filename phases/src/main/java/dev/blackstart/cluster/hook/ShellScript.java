package dev.blackstart.cluster.hook;

import dev.blackstart.cluster.hook.HookAct.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The scripts operators give to {@code bash -c} in hooks: commands one after another, pipes into
 * kubectl apply, and loops that wait until kubectl finds something. Everything else is refused by
 * name.
 */
final class ShellScript {
  private static final Set<String> HARMLESS = Set.of("echo", "printf", "sleep", "true", ":", "set");

  private final List<ShellWords.Token> tokens;
  private int next;

  private ShellScript(List<ShellWords.Token> tokens) {
    this.tokens = tokens;
  }

  /** What a script does, in order. */
  static List<HookAct> acts(String text) {
    ShellScript script = new ShellScript(ShellWords.of(text));
    List<HookAct> acts = new ArrayList<>();
    while (script.next < script.tokens.size()) {
      if (!script.takeSeparators()) {
        acts.addAll(script.statement());
      }
    }
    return acts;
  }

  private boolean takeSeparators() {
    int before = next;
    while (isOperator(";") || isOperator("&&")) {
      next++;
    }
    return next > before;
  }

  private List<HookAct> statement() {
    if (isWord("until")) {
      next++;
      return loop();
    }
    if (isWord("while")) {
      next++;
      if (!isWord("!")) {
        throw new UnknownForm("its loop does not wait for something to be there");
      }
      next++;
      return loop();
    }
    return pipeline();
  }

  /** The commands a loop tries again; its body may only sleep and talk. */
  private List<HookAct> loop() {
    List<HookAct> acts = new ArrayList<>();
    while (!isWord("do")) {
      if (next >= tokens.size()) {
        throw new UnknownForm("its loop has no body");
      }
      if (!takeSeparators()) {
        acts.addAll(pipeline());
      }
    }
    next++;
    while (!isWord("done")) {
      if (next >= tokens.size()) {
        throw new UnknownForm("its loop does not end");
      }
      if (!takeSeparators() && !pipeline().isEmpty()) {
        throw new UnknownForm("its loop does more than wait");
      }
    }
    next++;
    if (acts.isEmpty() || !acts.stream().allMatch(HookAct.Await.class::isInstance)) {
      throw new UnknownForm("its loop waits for no object");
    }
    return acts;
  }

  private List<HookAct> pipeline() {
    List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
    boolean expands = false;
    while (next < tokens.size() && !isOperator(";") && !isOperator("&&")) {
      ShellWords.Token token = tokens.get(next++);
      if (token.operator() && token.text().equals("|")) {
        commands.add(new ArrayList<>());
      } else if (token.operator()) {
        throw new UnknownForm("its script uses " + token.text());
      } else {
        commands.getLast().add(token.text());
        expands |= token.expands();
      }
    }
    List<String> last = commands.getLast();
    if (last.isEmpty()) {
      throw new UnknownForm("its script ends in a pipe");
    }
    if (commands.size() == 1 && HARMLESS.contains(last.getFirst())) {
      return List.of();
    }
    if (expands) {
      throw new UnknownForm("its script uses variables or commands in $");
    }
    if (commands.size() == 1) {
      return List.of(single(last));
    }
    return List.of(piped(commands));
  }

  private static HookAct single(List<String> command) {
    if (command.size() == 4 && command.subList(0, 2).equals(List.of("sops", "exec-file"))) {
      return onDecrypted(command.get(2), command.get(3));
    }
    if (!command.getFirst().equals("kubectl")) {
      throw new UnknownForm("its script runs " + command.getFirst());
    }
    return KubectlCommand.parse(command.subList(1, command.size()));
  }

  /** What sops runs on a file it has decrypted, which it calls {@code {}}. */
  private static HookAct onDecrypted(String file, String command) {
    List<HookAct> acts = acts(command);
    if (acts.size() == 1
        && acts.getFirst() instanceof HookAct.Apply apply
        && apply.files().equals(List.of("{}"))) {
      return new HookAct.Apply(
          List.of(file), List.of(), apply.namespace(), apply.fieldManager(), Secrets.SOPS);
    }
    throw new UnknownForm("its script runs sops exec-file for something else than kubectl apply");
  }

  private static HookAct piped(List<List<String>> commands) {
    List<String> last = commands.getLast();
    if (!last.getFirst().equals("kubectl")) {
      throw new UnknownForm("its script pipes into " + last.getFirst());
    }
    if (commands.size() == 2 && commands.getFirst().size() > 2) {
      List<String> first = commands.getFirst();
      if (first.subList(0, 2).equals(List.of("kubectl", "create"))
          && first.contains("--dry-run=client")) {
        return single(first);
      }
    }
    HookAct.Apply source = source(commands.getFirst());
    for (List<String> filter : commands.subList(1, commands.size() - 1)) {
      if (!filter.equals(List.of("op", "inject"))) {
        throw new UnknownForm("its script pipes through " + String.join(" ", filter));
      }
      source =
          new HookAct.Apply(source.files(), source.kustomizations(), "", "", Secrets.REFERENCES);
    }
    return KubectlCommand.applied(last.subList(1, last.size()), source);
  }

  /** What a pipe begins with: a file, a kustomization, or a file with references to secrets. */
  private static HookAct.Apply source(List<String> words) {
    String last = words.getLast();
    return switch (String.join(" ", words.subList(0, words.size() - 1))) {
      case "cat" -> new HookAct.Apply(List.of(last), List.of(), "", "", Secrets.NONE);
      case "kustomize build", "kubectl kustomize" ->
          new HookAct.Apply(List.of(), List.of(last), "", "", Secrets.NONE);
      case "op inject -i", "op inject --in-file" ->
          new HookAct.Apply(List.of(last), List.of(), "", "", Secrets.REFERENCES);
      case "sops -d", "sops --decrypt", "sops decrypt" ->
          new HookAct.Apply(List.of(last), List.of(), "", "", Secrets.SOPS);
      default -> throw new UnknownForm("its script runs " + String.join(" ", words));
    };
  }

  private boolean isOperator(String text) {
    return next < tokens.size()
        && tokens.get(next).operator()
        && tokens.get(next).text().equals(text);
  }

  private boolean isWord(String text) {
    return next < tokens.size()
        && !tokens.get(next).operator()
        && tokens.get(next).text().equals(text);
  }
}
