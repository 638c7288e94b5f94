package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talhelper.Substitution.Missing;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Collections;
import java.util.IdentityHashMap;
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
}
