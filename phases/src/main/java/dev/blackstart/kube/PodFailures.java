package dev.blackstart.kube;

import dev.blackstart.world.Failing;
import dev.blackstart.world.Failing.Cause;
import dev.blackstart.world.KubeObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pods, and which refusals to create pods, no waiting cures. What a registry cannot be
 * reached for, what is missing and may still come (a Secret, a volume, a node with room) and a
 * webhook that does not answer yet are no such failures.
 */
final class PodFailures {
  /** Times a container must have been started again: kubelets wait 10, 20 and 40 s before. */
  private static final int RESTARTS = 3;

  private static final Set<String> NEVER = Set.of("InvalidImageName", "ErrImageNeverPull");
  private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff");

  /** A registry's no, in containerd's words. */
  private static final Pattern NO =
      words(
          "not found|manifest unknown|does not exist|name unknown|denied|unauthorized|forbidden"
              + "|no match for platform|invalid reference format|authorization failed"
              + "|insufficient_scope");

  /** What passes: limits, networks, servers that are unwell. */
  private static final Pattern PASSES =
      words(
          "429|toomanyrequests|too many requests|timeout|timed out|no such host"
              + "|server misbehaving|connection re|i/o|EOF|\\b50[0-9]\\b|x509|tls:|no route to host"
              + "|network is unreachable|deadline exceeded");

  private static final Pattern QUOTA = words("exceeded quota");

  /** An admission's no; one that could not be asked is none. */
  private static final Pattern REFUSED =
      words("violates PodSecurity|denied the request|is invalid:|unable to validate against any");

  private final List<KubeObject> events;

  /**
   * @param events of the pods' namespaces
   */
  PodFailures(List<KubeObject> events) {
    this.events = events;
  }

  private static Pattern words(String expression) {
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
  }

  /**
   * @param why the reason as it is shown
   */
  Optional<Failing> of(KubeObject pod, String why) {
    String node = pod.text("spec", "nodeName");
    String who = pod.ref() + (node.isEmpty() ? "" : " on " + node);
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (KubeObject status : ObjectFields.each(pod, "status", list)) {
        Optional<Failing> failing = container(pod, status, who, why);
        if (failing.isPresent()) {
          return failing;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Failing> container(KubeObject pod, KubeObject status, String who, String why) {
    String reason = status.text("state", "waiting", "reason");
    String uid = pod.text("metadata", "uid") + " " + status.text("name") + " ";
    if (NEVER.contains(reason)) {
      return Optional.of(new Failing(who, why, Cause.IMAGE, uid + reason));
    }
    if (PULLING.contains(reason)) {
      Optional<KubeObject> pull = lastPull(pod, status.text("image"));
      String said =
          status.text("state", "waiting", "message")
              + " "
              + pull.map(event -> event.text("message")).orElse("");
      return NO.matcher(said).find() && !PASSES.matcher(said).find()
          ? Optional.of(
              new Failing(
                  who,
                  pulled(why, pull),
                  Cause.IMAGE,
                  uid + pull.map(PodFailures::stamp).orElse("")))
          : Optional.empty();
    }
    int restarts = status.number("restartCount");
    return reason.equals("CrashLoopBackOff") && restarts >= RESTARTS
        ? Optional.of(new Failing(who, why, Cause.CRASH, uid + restarts))
        : Optional.empty();
  }

  /** The registry's words, where the shown reason only tells that it was not tried again yet. */
  private static String pulled(String why, Optional<KubeObject> pull) {
    String said = pull.map(event -> event.text("message")).orElse("");
    return said.isEmpty() || NO.matcher(why).find() ? why : why + " (" + said + ")";
  }

  private Optional<KubeObject> lastPull(KubeObject pod, String image) {
    return events.stream()
        .filter(event -> about(event, pod))
        .filter(event -> event.text("message").startsWith("Failed to pull image"))
        .filter(event -> image.isEmpty() || event.text("message").contains(image))
        .max(Comparator.comparing(PodReasons::time));
  }

  private static boolean about(KubeObject event, KubeObject object) {
    return event.text("involvedObject", "uid").equals(object.text("metadata", "uid"));
  }

  private static String stamp(KubeObject event) {
    return event.name() + " " + event.text("metadata", "resourceVersion");
  }

  /**
   * A controller that cannot create pods.
   *
   * @param refused why; empty when it can
   */
  Optional<Failing> refusal(KubeObject workload, String refused) {
    boolean quota = QUOTA.matcher(refused).find();
    if (!quota && !REFUSED.matcher(refused).find()) {
      return Optional.empty();
    }
    String stamp =
        events.stream()
            .filter(event -> event.text("reason").equals("FailedCreate"))
            .filter(event -> event.namespace().equals(workload.namespace()))
            .filter(event -> createsFor(event, workload))
            .max(Comparator.comparing(PodReasons::time))
            .map(PodFailures::stamp)
            .orElse("");
    return Optional.of(
        new Failing(
            workload.ref().toString(),
            refused,
            quota ? Cause.QUOTA : Cause.ADMISSION,
            workload.text("metadata", "uid") + " " + stamp));
  }

  /** A Deployment's pods are created by its ReplicaSet. */
  private static boolean createsFor(KubeObject event, KubeObject workload) {
    return about(event, workload)
        || workload.kind().equals("Deployment")
            && event.text("involvedObject", "kind").equals("ReplicaSet")
            && event.text("involvedObject", "name").startsWith(workload.name() + "-");
  }
}
