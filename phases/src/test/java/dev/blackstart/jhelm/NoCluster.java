package dev.blackstart.jhelm;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Inside;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.Signal;
import dev.blackstart.world.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Kubernetes API before there is one. */
final class NoCluster implements KubeApi {
  private final Signal changes = new Signal();

  private static Failure unreachable() {
    return new Failure(Failure.Kind.UNREACHABLE, "no API server", "adopt a kubeconfig");
  }

  @Override
  public void adopt(Kubeconfig kubeconfig) {
    throw unreachable();
  }

  @Override
  public Optional<Kubeconfig> adopted() {
    return Optional.empty();
  }

  @Override
  public Answer answers() {
    return new Answer(false, "no kubeconfig yet");
  }

  @Override
  public Signal changes() {
    return changes;
  }

  @Override
  public Optional<KubeObject> get(KubeObject.Ref ref) {
    return Optional.empty();
  }

  @Override
  public List<KubeObject> list(String apiVersion, String kind, String namespace) {
    return List.of();
  }

  @Override
  public List<KubeObject> listOnce(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    return List.of();
  }

  @Override
  public List<Holder> holders(KubeObject.Ref leaving) {
    throw unreachable();
  }

  @Override
  public void unhold(Holder holder) {
    throw unreachable();
  }

  @Override
  public KubeObject apply(KubeObject object, String fieldManager) {
    throw unreachable();
  }

  @Override
  public void applyAll(List<KubeObject> objects, String fieldManager) {
    throw unreachable();
  }

  @Override
  public void delete(KubeObject.Ref ref) {
    throw unreachable();
  }

  @Override
  public KubeObject merge(KubeObject.Ref ref, Map<String, Object> fields) {
    throw unreachable();
  }

  @Override
  public Optional<String> refusal(KubeObject object) {
    throw unreachable();
  }

  @Override
  public void cordon(String node, boolean closed) {
    throw unreachable();
  }

  @Override
  public List<Waiting> drain(String node) {
    throw unreachable();
  }

  @Override
  public boolean served(String group, String version, String plural) {
    return false;
  }

  @Override
  public Rollout rollout(List<KubeObject.Ref> objects) {
    return new Rollout(0, 0, List.of());
  }

  @Override
  public Inside inside() {
    throw new UnsupportedOperationException("there is no cluster");
  }

  @Override
  public List<FluxReading> flux() {
    return List.of();
  }

  @Override
  public void close() {}
}
