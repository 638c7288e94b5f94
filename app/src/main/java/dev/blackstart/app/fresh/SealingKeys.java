package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.files.OperatorKeys;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.AgeRecipients;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For whom a new repository's secrets are encrypted: whom the operator names, else whom {@code
 * .sops.yaml} names, else the operator's own key, else a new one.
 *
 * @param fresh the text of a key file that is to be written, when a key was made
 * @param secret of the first recipient, when it is at hand
 */
record SealingKeys(AgeRecipients recipients, Optional<String> fresh, Optional<String> secret) {
  /**
   * @throws Refusal 2 when the operator has several keys and names none, or one that is no key
   */
  static SealingKeys of(Wishes wishes, Path root, Map<String, String> env) {
    OperatorKeys own = new OperatorKeys(env, root);
    List<String> named = wishes.all(Wish.RECIPIENTS);
    List<String> chosen = named.isEmpty() ? ofRules(root) : named;
    if (chosen.isEmpty()) {
      List<String> at = own.read().recipients();
      if (at.size() > 1) {
        throw new Refusal(
            2,
            "there are several age keys: " + String.join(", ", at),
            "say for whom to encrypt: --age " + at.getFirst());
      }
      chosen = at;
    }
    if (chosen.isEmpty()) {
      return made();
    }
    try {
      return new SealingKeys(
          AgeRecipients.of(chosen), Optional.empty(), own.secretOf(chosen.getFirst()));
    } catch (IllegalArgumentException noKey) {
      throw new Refusal(
          2, noKey.getMessage(), "give age keys by --age: other kinds are for sops itself");
    }
  }

  private static SealingKeys made() {
    byte[] key = AgeRecipients.newSecretKey();
    String secret = new String(key, StandardCharsets.UTF_8).strip();
    AgeKeys parsed = AgeKeys.parse(key);
    Arrays.fill(key, (byte) 0);
    String open = parsed.recipients().getFirst();
    return new SealingKeys(
        AgeRecipients.of(List.of(open)),
        Optional.of("# public key: " + open + "\n" + secret + "\n"),
        Optional.of(secret));
  }

  /** The recipients the first rule of the repository that has any names. */
  private static List<String> ofRules(Path root) {
    Path rules = root.resolve(".sops.yaml");
    if (!Files.isRegularFile(rules)) {
      return List.of();
    }
    try {
      YamlNode file = Yaml.document(InputFile.text(rules, ".sops.yaml"), ".sops.yaml");
      for (int i = 0; file.at("creation_rules." + i).isPresent(); i++) {
        String age = file.text("creation_rules." + i + ".age").orElse("");
        List<String> listed =
            Stream.of(age.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
        if (!listed.isEmpty()) {
          return listed;
        }
      }
      return List.of();
    } catch (IOException unreadable) {
      throw new Refusal(2, rules + " cannot be read", "let your user read it, or say --age");
    } catch (YamlProblem broken) {
      throw new Refusal(2, broken.mark() + ": " + broken.what(), "correct it, or say --age");
    }
  }

  @Override
  public String toString() {
    return "SealingKeys[" + recipients.names() + "]";
  }
}
