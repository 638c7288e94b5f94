package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.talos.api.inspect.ControllerDependencyEdge;
import dev.talos.api.inspect.ControllerRuntimeDependenciesResponse;
import dev.talos.api.inspect.ControllerRuntimeDependency;
import dev.talos.api.inspect.DependencyEdgeType;
import dev.talos.api.inspect.InspectServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code inspect.InspectService}: which controller of Talos writes and reads what. */
final class InspectApi extends InspectServiceGrpc.InspectServiceImplBase {
  @Override
  public void controllerRuntimeDependencies(
      Empty request, StreamObserver<ControllerRuntimeDependenciesResponse> caller) {
    caller.onNext(
        ControllerRuntimeDependenciesResponse.newBuilder().addMessages(dependencies()).build());
    caller.onCompleted();
  }

  private static ControllerRuntimeDependency dependencies() {
    ControllerRuntimeDependency.Builder all = ControllerRuntimeDependency.newBuilder();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                InspectApi.class.getResourceAsStream("controllers.txt"), StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int name = line.indexOf(": ");
                for (String edge : line.substring(name + 2).split(", ", -1)) {
                  all.addEdges(edge(line.substring(0, name), edge));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.build();
  }

  /** Written as {@code out TYPE}, {@code weak NAMESPACE/TYPE}. */
  private static ControllerDependencyEdge edge(String controller, String text) {
    int space = text.indexOf(' ');
    int slash = text.indexOf('/');
    String type = text.substring(Math.max(space, slash) + 1);
    String namespace =
        slash > 0 ? text.substring(space + 1, slash) : ResourceKinds.named(type).namespace();
    return ControllerDependencyEdge.newBuilder()
        .setControllerName(controller)
        .setEdgeType(type(text.substring(0, space)))
        .setResourceNamespace(namespace)
        .setResourceType(type)
        .build();
  }

  private static DependencyEdgeType type(String word) {
    return switch (word) {
      case "out" -> DependencyEdgeType.OUTPUT_EXCLUSIVE;
      case "shared" -> DependencyEdgeType.OUTPUT_SHARED;
      case "strong" -> DependencyEdgeType.INPUT_STRONG;
      case "weak" -> DependencyEdgeType.INPUT_WEAK;
      case "destroy" -> DependencyEdgeType.INPUT_DESTROY_READY;
      default -> throw new IllegalArgumentException("no such edge: " + word);
    };
  }
}
