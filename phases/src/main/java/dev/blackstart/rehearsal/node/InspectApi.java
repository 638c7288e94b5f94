package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.node.cosi.Controllers;
import dev.talos.api.inspect.ControllerDependencyEdge;
import dev.talos.api.inspect.ControllerRuntimeDependenciesResponse;
import dev.talos.api.inspect.ControllerRuntimeDependency;
import dev.talos.api.inspect.DependencyEdgeType;
import dev.talos.api.inspect.InspectServiceGrpc;
import io.grpc.stub.StreamObserver;

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
    Controllers.edges()
        .forEach((name, edges) -> edges.forEach(edge -> all.addEdges(edge(name, edge))));
    return all.build();
  }

  private static ControllerDependencyEdge edge(String controller, Controllers.Edge edge) {
    return ControllerDependencyEdge.newBuilder()
        .setControllerName(controller)
        .setEdgeType(type(edge.sort()))
        .setResourceNamespace(edge.namespace())
        .setResourceType(edge.type())
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
