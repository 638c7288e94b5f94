package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.YamlProblem;

/** A folder that does not build; the message is one line, {@code file:line: what}. */
public final class KustomizeProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What sort of problem it is, for those who treat some apart. */
  public enum Kind {
    /** A resource, component or file is named that is not there, or not what it is taken for. */
    MISSING,
    /** Two objects of one build have the same id. */
    TWICE,
    /** Something lies outside the tree. */
    ELSEWHERE,
    /** A variable of Flux is malformed. */
    VARIABLES,
    OTHER
  }

  private final Kind kind;
  private final String place;
  private final String what;

  /**
   * A problem at a place.
   *
   * @param place {@code file:line}, a file or a folder, as the tree names it; may be empty
   * @param what what is wrong, in kustomize's words where it has some
   */
  public KustomizeProblem(String place, String what) {
    this(Kind.OTHER, place, what);
  }

  /** A problem of a kind. */
  public KustomizeProblem(Kind kind, String place, String what) {
    super(place.isEmpty() ? what : place + ": " + what);
    this.kind = kind;
    this.place = place;
    this.what = what;
  }

  KustomizeProblem(Mark mark, String what) {
    this(mark.toString(), what);
  }

  static KustomizeProblem of(YamlProblem problem) {
    return new KustomizeProblem(problem.mark(), problem.what());
  }

  /** The same problem where it is known to stand, if nobody knew before. */
  KustomizeProblem at(String known) {
    return place.isEmpty() ? new KustomizeProblem(kind, known, what) : this;
  }

  public Kind kind() {
    return kind;
  }

  /** Where the problem is. */
  public String place() {
    return place;
  }

  /** What is wrong, without the place. */
  public String what() {
    return what;
  }
}
