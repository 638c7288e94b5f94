package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.cel.CelFailure;
import dev.blackstart.rehearsal.cel.Expression;
import dev.blackstart.rehearsal.cel.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether what an object depends on is ready. */
final class Dependencies {
  /** An expression of the object itself is wrong: trying again does not help. */
  static final class WrongExpression extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WrongExpression(String message) {
      super(message);
    }
  }

  private final Informer informer;

  Dependencies(Informer informer) {
    this.informer = informer;
  }

  /**
   * Checks all of them.
   *
   * @param revision what a dependency on the same source must have applied; empty for any
   * @return those that are not rehearsed and therefore not waited for
   * @throws Refusal naming the first that is not ready
   * @throws WrongExpression when a {@code readyExpr} is none
   */
  List<String> check(Resource object, String revision) {
    List<String> apart = new ArrayList<>();
    for (JsonNode reference : object.spec().path("dependsOn")) {
      String namespace = reference.path("namespace").asText();
      Key key =
          new Key(
              namespace.isEmpty() ? object.namespace() : namespace,
              reference.path("name").asText());
      Resource dependency = informer.get(key).orElseThrow(() -> refusal(key, notFound(key)));
      if (FluxStatus.isNotRehearsed(dependency)) {
        apart.add(dependency.json().path("kind").asText() + "/" + key);
        continue;
      }
      String expression = reference.path("readyExpr").asText();
      if (!expression.isEmpty()) {
        if (!isTrue(expression, object, dependency)) {
          throw refusal(key, "is not ready according to readyExpr eval");
        }
        continue;
      }
      if (!dependency.isTrue(FluxStatus.READY)
          || dependency.status().path("observedGeneration").asLong() != dependency.generation()) {
        throw refusal(key, "is not ready");
      }
      boolean sameSource =
          !revision.isEmpty()
              && dependency
                  .spec()
                  .path("sourceRef")
                  .path("kind")
                  .equals(object.spec().path("sourceRef").path("kind"))
              && Artifacts.sourceOf(dependency).equals(Artifacts.sourceOf(object));
      if (sameSource
          && !dependency.status().path("lastAppliedRevision").asText().equals(revision)) {
        throw refusal(key, "revision is not up to date");
      }
    }
    return apart;
  }

  private String notFound(Key key) {
    return "not found: "
        + FluxTypes.definition(informer.type())
        + " \""
        + key.name()
        + "\" not found";
  }

  private static Refusal refusal(Key key, String what) {
    return new Refusal("DependencyNotReady", "dependency '" + key + "' " + what);
  }

  private static boolean isTrue(String text, Resource self, Resource dependency) {
    Expression expression;
    try {
      expression = Expression.parse(text);
    } catch (CelFailure failure) {
      throw new WrongExpression(
          "failed to evaluate dependency " + dependency.name() + ": " + failure.getMessage());
    }
    try {
      return expression.isTrue(
          Map.of("self", Plain.map(self.json()), "dep", Plain.map(dependency.json())));
    } catch (CelFailure failure) {
      throw new Refusal("DependencyNotReady", failure.getMessage());
    }
  }
}
