package dev.blackstart.cluster.hook;

import dev.blackstart.cluster.hook.HookAct.Secrets;
import dev.blackstart.cluster.hook.HookAct.Target;
import dev.blackstart.cluster.hook.HookAct.Want;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call of kubectl: its verb, its options and what it names. */
final class KubectlCommand {
  /** Options without a value; how it is done, not what. */
  private static final Set<String> SWITCHES =
      Set.of(
          "--server-side",
          "--force-conflicts",
          "--wait",
          "--overwrite",
          "--validate",
          "--all",
          "--all-namespaces",
          "--ignore-not-found",
          "--no-headers",
          "--recursive",
          "--create-namespace");

  /** Options with a value that is read. */
  private static final Set<String> VALUES =
      Set.of("--namespace", "--field-manager", "--filename", "--kustomize", "--for", "--selector");

  /** Options with a value that changes nothing here: the world's own kubeconfig is used. */
  private static final Set<String> PASSED_OVER =
      Set.of(
          "--context",
          "--kubeconfig",
          "--timeout",
          "--request-timeout",
          "--output",
          "--dry-run",
          "--cluster",
          "--user",
          "-v");

  private static final Map<String, String> SHORT =
      Map.of(
          "-n", "--namespace",
          "-f", "--filename",
          "-k", "--kustomize",
          "-l", "--selector",
          "-o", "--output",
          "-A", "--all-namespaces",
          "-R", "--recursive");

  private static final String DEFAULT_NAMESPACE = "default";

  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  private KubectlCommand(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("-") || argument.equals("-")) {
        words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String written = equals < 0 ? argument : argument.substring(0, equals);
      String name = SHORT.getOrDefault(written, written);
      if (SWITCHES.contains(name)) {
        options.computeIfAbsent(name, key -> new ArrayList<>());
      } else if (VALUES.contains(name) || PASSED_OVER.contains(name)) {
        if (equals < 0 && i + 1 >= arguments.size()) {
          throw new UnknownForm("its option " + name + " has no value");
        }
        String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
        options.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      } else {
        throw new UnknownForm("its option " + name + " is not known");
      }
    }
  }

  /**
   * The act of a command line.
   *
   * @param arguments without the program's name
   */
  static HookAct parse(List<String> arguments) {
    KubectlCommand command = new KubectlCommand(arguments);
    String verb = command.words.isEmpty() ? "" : command.words.removeFirst();
    return switch (verb) {
      case "apply" -> command.apply();
      case "create" -> command.create();
      case "wait" -> command.await();
      case "rollout" -> command.rollout();
      case "get" -> new HookAct.Await(command.targets(), new Want.Exists());
      default ->
          throw new UnknownForm(
              "kubectl " + verb + " is not run natively, only apply, create, get, rollout, wait");
    };
  }

  /** The same for manifests that come on standard input. */
  static HookAct.Apply applied(List<String> arguments, HookAct.Apply source) {
    KubectlCommand command = new KubectlCommand(arguments);
    if (command.words.size() != 1
        || !command.words.getFirst().matches("apply|create")
        || !command.values("--filename").equals(List.of("-"))) {
      throw new UnknownForm("what is piped is not applied with kubectl apply -f -");
    }
    return new HookAct.Apply(
        source.files(),
        source.kustomizations(),
        command.namespace(""),
        command.fieldManager(),
        source.secrets());
  }

  private HookAct apply() {
    List<String> files = values("--filename");
    List<String> kustomizations = values("--kustomize");
    if (files.contains("-")) {
      throw new UnknownForm("nothing is piped into it");
    }
    if (files.isEmpty() && kustomizations.isEmpty()) {
      throw new UnknownForm("it applies nothing");
    }
    return new HookAct.Apply(files, kustomizations, namespace(""), fieldManager(), Secrets.NONE);
  }

  private HookAct create() {
    if (words.size() == 2 && words.getFirst().matches("namespace|ns")) {
      return new HookAct.CreateNamespace(words.getLast());
    }
    if (words.isEmpty() && !values("--filename").isEmpty()) {
      return apply();
    }
    throw new UnknownForm("kubectl create " + String.join(" ", words) + " is not run natively");
  }

  private HookAct rollout() {
    if (words.isEmpty() || !words.removeFirst().equals("status")) {
      throw new UnknownForm("of kubectl rollout only status is run natively");
    }
    return new HookAct.Await(targets(), new Want.RolledOut());
  }

  private HookAct await() {
    List<String> wanted = values("--for");
    if (wanted.size() != 1) {
      throw new UnknownForm("it says not once what it waits for");
    }
    return new HookAct.Await(targets(), want(wanted.getFirst()));
  }

  private static Want want(String text) {
    if (text.equals("create")) {
      return new Want.Exists();
    }
    if (text.equals("delete")) {
      return new Want.Gone();
    }
    if (text.startsWith("condition=")) {
      String[] parts = text.substring("condition=".length()).split("=", 2);
      return new Want.Condition(parts[0], parts.length < 2 ? "True" : parts[1]);
    }
    if (text.startsWith("jsonpath=")) {
      String[] parts = text.substring("jsonpath=".length()).split("=", 2);
      String path = parts[0].replaceAll("^['\"]?\\{?\\.?|}?['\"]?$", "");
      if (!path.matches("[A-Za-z0-9_.]+")) {
        throw new UnknownForm("its path " + parts[0] + " is not a plain one");
      }
      return new Want.Field(List.of(path.split("\\.")), parts.length < 2 ? "" : parts[1]);
    }
    throw new UnknownForm("--for=" + text + " is not known");
  }

  /** {@code kind/name …}, {@code kind name …}, or {@code kind} with labels or {@code --all}. */
  private List<Target> targets() {
    if (words.isEmpty()) {
      throw new UnknownForm("it names no object");
    }
    List<Target> targets = new ArrayList<>();
    if (words.getFirst().contains("/")) {
      for (String word : words) {
        int slash = word.indexOf('/');
        if (slash < 0) {
          throw new UnknownForm("it names " + word + " without its kind");
        }
        targets.add(target(word.substring(0, slash), word.substring(slash + 1), Map.of()));
      }
      return targets;
    }
    String kind = words.getFirst();
    for (String name : words.subList(1, words.size())) {
      targets.add(target(kind, name, Map.of()));
    }
    if (targets.isEmpty()) {
      Map<String, String> labels = labels();
      if (labels.isEmpty() && !options.containsKey("--all")) {
        throw new UnknownForm("it names no object of kind " + kind);
      }
      targets.add(target(kind, "", labels));
    }
    return targets;
  }

  private Target target(String kind, String name, Map<String, String> labels) {
    KubectlResources.Kind known = KubectlResources.kind(kind);
    String namespace = known.namespaced() ? namespace(DEFAULT_NAMESPACE) : "";
    return new Target(known.apiVersion(), known.kind(), namespace, name, labels);
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String selector : values("--selector")) {
      for (String part : selector.split(",")) {
        if (!part.matches("[^=!() ]+==?[^=!() ]*")) {
          throw new UnknownForm("its selector " + part + " is not a plain one");
        }
        labels.put(part.replaceFirst("=.*", ""), part.replaceFirst("[^=]*==?", ""));
      }
    }
    return labels;
  }

  private String namespace(String none) {
    if (options.containsKey("--all-namespaces")) {
      throw new UnknownForm("it looks at all namespaces");
    }
    List<String> given = values("--namespace");
    return given.isEmpty() ? none : given.getLast();
  }

  private String fieldManager() {
    List<String> given = values("--field-manager");
    return given.isEmpty() ? "kubectl" : given.getLast();
  }

  private List<String> values(String name) {
    return options.getOrDefault(name, List.of());
  }
}
