package dev.blackstart.files;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Documents in 1Password, through its own program: their content goes by pipe, never as an argument
 * that others see in the list of processes (1Password CLI docs, "op document").
 */
public final class OpDocuments {
  private static final Pattern PLACE = Pattern.compile("op://([^/?#]+)/([^/?#]+)");
  private static final Pattern UNKNOWN = Pattern.compile("isn't an? (item|document)");

  private final Programs programs;
  private final Map<String, String> environment;

  /**
   * @param environment the operator's own; 1Password's variables in it are handed on
   */
  public OpDocuments(Programs programs, Map<String, String> environment) {
    this.programs = programs;
    this.environment =
        environment.entrySet().stream()
            .filter(each -> each.getKey().startsWith("OP_"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Where a document lies: {@code op://VAULT/TITLE}. */
  public record Place(String vault, String title) {
    /**
     * @throws Failure INPUT when it is none
     */
    public static Place of(String written) {
      Matcher place = PLACE.matcher(written);
      if (!place.matches()) {
        throw new Failure(
            Failure.Kind.INPUT,
            "\"" + written + "\" is no place of a document in 1Password",
            "write the vault and the document's title: op://VAULT/TITLE");
      }
      return new Place(place.group(1), place.group(2));
    }

    @Override
    public String toString() {
      return "op://" + vault + "/" + title;
    }
  }

  /**
   * Writes a document, over the one that is there or as a new one; 1Password keeps the versions.
   *
   * @param name of the file it is
   * @return whether it was there
   * @throws Failure INPUT with the program's words, TIMED_OUT
   */
  public boolean write(Place place, String name, String content) {
    try {
      op(content, "document", "edit", place.title(), "-", "--vault", place.vault());
      return true;
    } catch (Failure failure) {
      if (!UNKNOWN.matcher(failure.what()).find()) {
        throw failure;
      }
    }
    op(
        content,
        "document",
        "create",
        "-",
        "--title",
        place.title(),
        "--file-name",
        name,
        "--vault",
        place.vault());
    return false;
  }

  /**
   * A document's content.
   *
   * @throws Failure INPUT when there is none, with the program's words; TIMED_OUT
   */
  public String read(Place place) {
    return op("", "document", "get", place.title(), "--vault", place.vault());
  }

  private String op(String input, String... arguments) {
    return programs.run(
        new Programs.Command("op", List.of(arguments), Path.of("/"), input, environment));
  }
}
