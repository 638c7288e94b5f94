package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.FileReference;
import dev.blackstart.cluster.Place;
import dev.blackstart.repository.generated.Contract;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talhelper.Substitution.Missing;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The texts of a {@code talconfig.yaml} with their variables replaced. */
final class Talconfig {
  private final YamlNode document;
  private final Variables variables;
  private final Substitution substitution;
  private final Findings findings;

  Talconfig(YamlNode document, Variables variables, Findings findings) {
    this.document = document;
    this.variables = variables;
    this.substitution = new Substitution(variables);
    this.findings = findings;
  }

  YamlNode document() {
    return document;
  }

  Variables variables() {
    return variables;
  }

  /** Reports every variable that is not set; those held encrypted are known well enough here. */
  void checkVariables() {
    check(document, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void check(YamlNode node, Set<YamlNode> seen) {
    if (!seen.add(node)) {
      return;
    }
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach(
                  entry -> {
                    check(entry.key(), seen);
                    check(entry.value(), seen);
                  });
      case ListNode list -> list.items().forEach(item -> check(item, seen));
      case ScalarNode scalar ->
          substitution
              .replace(scalar.text())
              .missing()
              .filter(missing -> variables.encryptedIn(missing.name()).isEmpty())
              .ifPresent(missing -> unset(missing, place(scalar, missing)));
    }
  }

  /** The text at a path below a node; a finding and nothing when a variable keeps it unread. */
  Optional<Setting<String>> text(YamlNode below, String path) {
    return below.scalar(path).flatMap(this::text);
  }

  /** The text of a scalar, likewise. */
  Optional<Setting<String>> text(ScalarNode scalar) {
    Substitution.Result result = substitution.replace(scalar.text());
    if (result.missing().isEmpty()) {
      return Optional.of(new Setting<>(result.text(), Findings.place(scalar.mark())));
    }
    Missing missing = result.missing().get();
    Optional<String> encrypted = variables.encryptedIn(missing.name());
    if (encrypted.isEmpty()) {
      unset(missing, place(scalar, missing));
    } else {
      findings.add(
          FindingKind.ENCRYPTED_VALUE,
          place(scalar, missing),
          scalar.text().strip() + " cannot be read, " + encrypted.get() + " holds it encrypted",
          "write it as it is: names, addresses and versions are no secrets");
    }
    return Optional.empty();
  }

  /**
   * A node with every variable replaced, those held encrypted by references; a finding and nothing
   * when one is wanting.
   */
  Optional<YamlNode> resolved(YamlNode node) {
    boolean[] whole = {true};
    YamlNode result = resolved(node, whole);
    return whole[0] ? Optional.of(result) : Optional.empty();
  }

  /** Whether nothing would be replaced in a node. */
  boolean isWithoutVariables(YamlNode node) {
    return switch (node) {
      case MapNode map ->
          map.entries().stream()
              .allMatch(
                  entry -> isWithoutVariables(entry.key()) && isWithoutVariables(entry.value()));
      case ListNode list -> list.items().stream().allMatch(this::isWithoutVariables);
      case ScalarNode scalar ->
          substitution.replace(scalar.text()).text().equals(scalar.text())
              && substitution.replace(scalar.text()).missing().isEmpty();
    };
  }

  /**
   * The text of a file with its variables replaced; a finding and nothing when one is wanting.
   *
   * @param file its path
   */
  Optional<ScalarNode> replaced(ScalarNode text, String file) {
    Substitution.Result result = new Substitution(variables, true).replace(text.text());
    result.missing().ifPresent(missing -> unset(missing, new Place(file, missing.line() + 1)));
    return result.missing().isPresent()
        ? Optional.empty()
        : Optional.of(new ScalarNode(text.mark(), result.text(), text.style(), text.tag()));
  }

  private YamlNode resolved(YamlNode node, boolean[] whole) {
    return switch (node) {
      case MapNode map ->
          MapNode.of(
              map.mark(),
              map.entries().stream()
                  .map(
                      entry ->
                          new MapNode.Entry(
                              key(resolved(entry.key(), whole), entry.key()),
                              resolved(entry.value(), whole)))
                  .toList());
      case ListNode list ->
          new ListNode(
              list.mark(), list.items().stream().map(item -> resolved(item, whole)).toList());
      case ScalarNode scalar when scalar.text().indexOf('$') < 0 -> scalar;
      case ScalarNode scalar -> resolved(scalar, whole);
    };
  }

  private static ScalarNode key(YamlNode resolved, ScalarNode written) {
    return resolved instanceof ScalarNode scalar ? scalar : written;
  }

  /** Without quotes the value may be anything, as talhelper replaces before it reads. */
  private YamlNode resolved(ScalarNode scalar, boolean[] whole) {
    Substitution.Result result = new Substitution(variables, true).replace(scalar.text());
    if (result.missing().isPresent()) {
      whole[0] = false;
      text(scalar);
      return scalar;
    }
    if (scalar.style() != ScalarNode.Style.PLAIN || FileReference.of(result.text()).isPresent()) {
      return new ScalarNode(scalar.mark(), result.text(), scalar.style(), scalar.tag());
    }
    List<YamlNode> read = Yaml.parse(result.text(), scalar.mark().file());
    if (read.size() == 1 && !(read.getFirst() instanceof ScalarNode)) {
      return read.getFirst();
    }
    ScalarNode value =
        read.size() == 1
            ? (ScalarNode) read.getFirst()
            : ScalarNode.plain(scalar.mark(), result.text());
    return new ScalarNode(scalar.mark(), value.text(), value.style(), scalar.tag());
  }

  /** One that is wanting in many places is told of once. */
  private void unset(Missing missing, Place at) {
    if (!variables.isNews(missing.name())) {
      return;
    }
    findings.add(
        FindingKind.UNDEFINED_VARIABLE,
        at,
        "variable ${" + missing.name() + "} is not set, or is empty",
        "set it in "
            + variables.file()
            + ", in the environment, or below talos.env in blackstart.yaml");
  }

  private static Place place(ScalarNode scalar, Missing missing) {
    boolean block =
        scalar.style() == ScalarNode.Style.LITERAL || scalar.style() == ScalarNode.Style.FOLDED;
    int line = scalar.mark().line() + missing.line() + (block ? 1 : 0);
    return new Place(scalar.mark().file(), line);
  }

  /** Whether configs of its Talos version have several documents; so when nothing says which. */
  boolean hasSeveralDocuments() {
    return text(document, "talosVersion")
        .flatMap(version -> Contract.of(version, new Findings()))
        .map(Contract::networkDocuments)
        .orElse(true);
  }
}
