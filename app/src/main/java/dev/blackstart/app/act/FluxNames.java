package dev.blackstart.app.act;

import dev.blackstart.app.Refusal;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds one of Flux's objects by what an operator calls it: {@code cilium}, {@code ks/cilium},
 * {@code kube-system/cilium}, {@code hr/kube-system/cilium}.
 */
public final class FluxNames {
  private static final int NAMED = 6;

  private final KubeApi kube;

  public FluxNames(KubeApi kube) {
    this.kube = kube;
  }

  /**
   * @throws Refusal 2 when there is none of that name, or several
   * @throws Failure UNREACHABLE when the API server does not answer
   */
  public KubeObject find(String called) {
    KubeApi.Answer answer = kube.answers();
    if (!answer.ready()) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "the Kubernetes API does not answer: " + answer.because(),
          "see: blackstart status");
    }
    List<String> parts = Arrays.asList(called.split("/", -1));
    Optional<FluxKind> kind = parts.size() > 1 ? FluxKind.called(parts.getFirst()) : none();
    List<String> rest = kind.isPresent() ? parts.subList(1, parts.size()) : parts;
    if (rest.size() > 2 || rest.contains("")) {
      throw new Refusal(
          2,
          "\"" + called + "\" is no name of an object of Flux's",
          "write NAME, NAMESPACE/NAME or KIND/NAMESPACE/NAME, such as ks/flux-system/cluster");
    }
    String namespace = rest.size() == 2 ? rest.getFirst() : "";
    List<KubeObject> all = all(kind, namespace);
    List<KubeObject> found =
        all.stream().filter(object -> object.name().equals(rest.getLast())).toList();
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 -> throw unknown(called, rest.getLast(), all);
      default ->
          throw new Refusal(
              2,
              "Flux has " + found.size() + " objects called " + called,
              "say which: " + names(found));
    };
  }

  private static Optional<FluxKind> none() {
    return Optional.empty();
  }

  private List<KubeObject> all(Optional<FluxKind> only, String namespace) {
    List<KubeObject> all = new ArrayList<>();
    for (FluxKind kind : only.map(List::of).orElseGet(() -> List.of(FluxKind.values()))) {
      all.addAll(kube.listOnce(kind.apiVersion(), kind.kind(), namespace, Map.of()));
    }
    return all;
  }

  private static Refusal unknown(String called, String name, List<KubeObject> all) {
    List<KubeObject> like =
        all.stream()
            .filter(each -> each.name().contains(name) || name.contains(each.name()))
            .toList();
    String remedy =
        all.isEmpty()
            ? "Flux reconciles nothing of that kind yet: blackstart status flux"
            : "there is: " + names(like.isEmpty() ? all : like);
    return new Refusal(2, "Flux has no object called " + called, remedy);
  }

  private static String names(List<KubeObject> objects) {
    String first =
        objects.stream()
            .limit(NAMED)
            .map(FluxNames::written)
            .sorted()
            .collect(Collectors.joining(", "));
    return objects.size() > NAMED ? first + " and " + (objects.size() - NAMED) + " more" : first;
  }

  /** As it can be typed. */
  static String written(KubeObject object) {
    return FluxKind.of(object.kind()).brief() + "/" + object.namespace() + "/" + object.name();
  }
}
