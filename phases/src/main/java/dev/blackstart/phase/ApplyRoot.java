package dev.blackstart.phase;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hand-off to Argo CD: its root Application is there, and the project it belongs to. */
final class ApplyRoot implements Phase {
  static final String API = "argoproj.io/v1alpha1";

  private final ArgoSource argo;
  private final Duration budget;

  ApplyRoot(ArgoSource argo, Duration budget) {
    this.argo = argo;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("root-application");
  }

  @Override
  public String claims() {
    return "the Application " + argo.root() + " and its project are in the cluster";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public String inputs(World world) {
    return new InputDigest().with(argo.objects().toString()).hex();
  }

  @Override
  public Map<String, String> files(World world) {
    return world.manifests().digests(List.of(argo.file()));
  }

  @Override
  public Condition check(World world) {
    List<Waiting> waiting = new ArrayList<>();
    for (KubeObject object : objects()) {
      if (world.kube().get(object.ref()).isEmpty()) {
        waiting.add(new Waiting(object.ref().toString(), Absence.why(world)));
      }
    }
    int total = argo.objects().size();
    int there = total - waiting.size();
    String because = there + " of " + total + " objects";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(there, total);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    // In order: an Application whose project is missing is refused.
    objects().forEach(world.kube()::apply);
    progress.did(
        "handed the cluster to Argo CD: Application " + argo.namespace() + "/" + argo.root(),
        List.of("kubectl apply --server-side -f " + argo.file()));
    progress.until(() -> check(world));
  }

  private List<KubeObject> objects() {
    return argo.objects().stream().map(KubeObject::new).toList();
  }
}
