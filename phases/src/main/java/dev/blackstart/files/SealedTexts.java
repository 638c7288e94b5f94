package dev.blackstart.files;

import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.sops.SopsProblem;
import dev.blackstart.world.Failure;
import java.util.Optional;

/** Opens texts that sops encrypted, with the operator's keys. */
public final class SealedTexts {
  private final OperatorKeys operator;
  private final Optional<SopsProgram> program;
  private final boolean standIns;
  private final Redaction redaction;
  private AgeKeys keys;

  private SealedTexts(
      OperatorKeys operator, Optional<SopsProgram> program, boolean standIns, Redaction redaction) {
    this.operator = operator;
    this.program = program;
    this.standIns = standIns;
    this.redaction = redaction;
  }

  /** As a live run needs them: what cannot be opened is a failure. */
  public static SealedTexts opened(
      OperatorKeys operator, SopsProgram program, Redaction redaction) {
    return new SealedTexts(operator, Optional.of(program), false, redaction);
  }

  /**
   * As a rehearsal needs them: the value of what cannot be opened in process is asked of the secret
   * store, which makes it up by the field it stands in.
   */
  public static SealedTexts openedOrMadeUp(OperatorKeys operator, Redaction redaction) {
    return new SealedTexts(operator, Optional.empty(), true, redaction);
  }

  /**
   * A text with its values; one that is not encrypted as it is.
   *
   * @throws Failure INPUT naming the file, whom it is encrypted for and what to do
   */
  String open(String text, String file) {
    Optional<SopsFile> sealed = SopsFile.parse(text, file);
    if (sealed.isEmpty()) {
      return text;
    }
    try {
      return sealed.get().decrypt(keys(), redaction::hideInBothForms);
    } catch (SopsProblem problem) {
      return switch (problem.kind()) {
        case PROGRAM, NO_KEY -> otherwise(sealed.get(), file, problem);
        case CHANGED, BROKEN -> throw failure(file, problem);
      };
    }
  }

  /** Keeps a value that stood in the open from being shown. */
  void hide(String value) {
    redaction.hideInBothForms(value);
  }

  /** Whether what cannot be opened is made up. */
  boolean mayMakeUp() {
    return standIns;
  }

  private String otherwise(SopsFile sealed, String file, SopsProblem problem) {
    if (standIns) {
      return sealed.replaced(
          (document, path) ->
              ("op://sops/" + file + "/" + document + "/" + path).replaceAll("[^-\\w./:]", "_"));
    }
    boolean mayOpen = problem.kind() == SopsProblem.Kind.PROGRAM || keys().hasOthers();
    if (program.isEmpty() || !mayOpen) {
      throw failure(file, problem);
    }
    String text = program.get().decrypt(file, Optional.empty());
    text.lines()
        .map(line -> line.replaceFirst("^\\s*[-\\w.]+:\\s*", ""))
        .forEach(redaction::hideInBothForms);
    return text;
  }

  private synchronized AgeKeys keys() {
    if (keys == null) {
      keys = operator.read();
    }
    return keys;
  }

  private static Failure failure(String file, SopsProblem problem) {
    String remedy =
        switch (problem.kind()) {
          case NO_KEY, PROGRAM ->
              "name your key: export SOPS_AGE_KEY_FILE=FILE, or put it at the root of the"
                  + " repository as age.key";
          case CHANGED, BROKEN -> "restore the file, or edit it by: sops edit " + file;
        };
    return new Failure(Failure.Kind.INPUT, file + ": " + problem.getMessage(), remedy, problem);
  }
}
