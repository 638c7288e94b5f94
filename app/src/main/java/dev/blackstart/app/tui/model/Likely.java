package dev.blackstart.app.tui.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a reason mostly means, and what helps. The reasons are those of Talos, the kubelet, the
 * scheduler, Helm and Flux; the first that fits is taken, so the narrow ones stand before the wide.
 */
enum Likely {
  RATE_LIMIT(
      "429|toomanyrequests|rate limit",
      "the registry limits how often it is asked",
      "wait, the kubelet tries again by itself; a mirror or a pull secret helps for good"),
  IMAGE_MISSING(
      "image.*(not found|manifest unknown|no match for platform)|manifest unknown",
      "there is no such image, or none for this architecture",
      "correct repository and tag in the release's values"),
  IMAGE_DENIED(
      "image.*(unauthorized|denied|forbidden|\\b40[13]\\b)|pull access denied",
      "the registry wants credentials",
      "a pull secret in the namespace, or machine.registries.config in the machine config"),
  IMAGE_UNREACHABLE(
      "image.*(no such host|timeout|refused|x509|tls|network is unreachable)",
      "the node does not reach the registry",
      "look at the node's DNS, route, proxy and clock; a registry mirror avoids the way out"),
  IMAGE_BACKOFF(
      "ImagePullBackOff|ErrImagePull|ImagePull\\b|pulling",
      "the image is large, or the registry is slow or refuses",
      "the pod's events name the registry's answer; the kubelet tries again by itself"),
  OUT_OF_MEMORY(
      "OOMKilled|exit code 137",
      "the container took more memory than its limit, or the node has none left",
      "a higher limit in the release's values"),
  CRASH(
      "CrashLoopBackOff|ended with exit code|Error: exit",
      "the program in the container ends by itself",
      "its last words tell why: kubectl logs --previous"),
  CONFIG_MISSING(
      "CreateContainerConfigError|configmap .*not found|secret .*not found|FailedMount",
      "a ConfigMap, Secret or volume the pod names is not there",
      "create it, or correct the name in the release's values"),
  POD_SECURITY(
      "violates PodSecurity|PodSecurity",
      "the namespace does not allow what the pod asks for",
      "label it pod-security.kubernetes.io/enforce=privileged, or ask for less"),
  TAINTS(
      "untolerated taint|had taint",
      "every node that would do has a taint the pod does not tolerate",
      "not-ready taints go when the network is up; else add a toleration or remove the taint"),
  INSUFFICIENT(
      "Insufficient (cpu|memory|ephemeral|pods)",
      "no node has that much left",
      "lower the requests, or add a node"),
  NO_NODE(
      "didn't match|node affinity|node selector|topology spread",
      "no node is as the pod wants it",
      "compare the pod's nodeSelector and affinity with the labels of the nodes"),
  VOLUME(
      "unbound immediate PersistentVolumeClaim|FailedAttachVolume|ProvisioningFailed",
      "nobody provides the volume",
      "the storage class and its driver have to be there first"),
  NO_NETWORK(
      "cni plugin not initialized|NetworkPluginNotReady|NetworkReady=false|network plugin",
      "the node has no pod network yet",
      "it comes with the network's release; if that is done, look at its pod on this node"),
  WEBHOOK_TRUST(
      "webhook.*(x509|certificate)|x509: certificate signed by unknown authority",
      "a webhook shows a certificate the API server does not trust",
      "the CA bundle is injected in a while; if not, restart its operator"),
  WEBHOOK(
      "failed calling webhook|no endpoints available for service",
      "a webhook is registered and nobody answers it",
      "its pods have to be ready; a left-over webhook configuration has to go"),
  CSR(
      "certificate signing request|CSR|tls: internal error",
      "a kubelet's certificate has not been approved",
      "kubectl get csr; kubectl certificate approve NAME, or an approver"),
  TIME(
      "time is not in sync|not in sync|clock",
      "the machine's clock is not set yet",
      "it has to reach its time servers: machine.time.servers, UDP 123"),
  FOREIGN(
      "belongs to another cluster|does not accept our",
      "the machine was installed for another cluster, or with other secrets",
      "check its address; if it should join, reset it"),
  MAINTENANCE(
      "in maintenance|waits for a machine config",
      "the machine runs from its boot medium and has no machine config yet",
      "it gets one in this phase; if it comes back here, look at the install disk"),
  QUORUM(
      "no leader|quorum|learner|etcd is |etcd has not started|voting|raft",
      "etcd needs more than half of its members, one joins after the other",
      "the others have to reach port 2380; talosctl etcd members tells who is in"),
  DECRYPT(
      "decrypt|sops|no identity matched|age: ",
      "Flux has not the key a file is encrypted for",
      "seed the secret spec.decryption names with that key"),
  PATH(
      "kustomization path not found|path not found",
      "the folder spec.path names is not in the source",
      "correct spec.path, or push the folder; mind the branch the source follows"),
  MISSING_KIND(
      "no matches for kind|could not find the requested resource",
      "the definition of a kind is not in the cluster yet",
      "let this depend on what brings the definition"),
  NO_NAMESPACE(
      "namespaces \"[^\"]+\" not found",
      "nobody brings the namespace",
      "add it to the repository, or set createNamespace"),
  BUILD(
      "BuildFailed|kustomize build|accumulating resources",
      "what is in the repository does not build",
      "kustomize build the folder; correct what it names"),
  ARTIFACT(
      "ArtifactFailed|artifact not"
          + " found|GitOperationFailed|AuthenticationFailed|checkout|Source.*not",
      "the source could not be fetched",
      "look at the source: its URL, branch and credentials"),
  HELM_FAILED(
      "InstallFailed|UpgradeFailed|install retries exhausted|Helm (install|upgrade) failed",
      "Helm could not install it, and Flux may have given up",
      "helm history tells why; flux reconcile helmrelease --force tries again"),
  HEALTH(
      "HealthCheckFailed|timeout waiting for",
      "something it applied did not become ready in time",
      "the message names it; it is tried again"),
  DEPENDENCY(
      "DependencyNotReady|waits for |depends on ",
      "it does not begin before what it depends on is ready",
      "look at that one"),
  PENDING_RELEASE(
      "Helm says pending",
      "Helm is at work, or died at work",
      "a resume clears what a run that died left behind"),
  NOT_SERVED(
      "NamesAccepted|Established|not served",
      "the API server publishes a new kind a moment after it was applied",
      "wait; two definitions that want the same name never get there"),
  UNREGISTERED(
      "not registered",
      "the kubelet does not reach the API server, or has not started",
      "the cluster endpoint must answer from the node: talosctl service kubelet"),
  API_SERVER(
      "kube-apiserver|API server",
      "its image is pulled and its static pod started once etcd answers",
      "talosctl containers -k tells whether it is there, talosctl logs -k why it ends"),
  SILENT(
      "no answer|does not answer|nobody answers|connection refused|i/o timeout|unreachable",
      "the machine installs or restarts, or its address is another one now",
      "look at its console: the address, the disk it boots from"),
  REBOOT(
      "reboot|kexec|shutting down",
      "the machine restarts, which takes a minute or two",
      "if it stays away, look at its console and boot order"),
  STARTING(
      "PodInitializing|ContainerCreating|init container|running, not ready|not all available"
          + "|controller has not seen|pods created",
      "it is on its way: containers start one after the other",
      "if it stays, the pod's events and log tell what it waits for"),
  ABSENT(
      "not in the cluster|not installed",
      "it has not been applied yet",
      "wait; this phase brings it");

  private final Pattern reason;
  private final String cause;
  private final String cure;

  Likely(String reason, String cause, String cure) {
    this.reason = Pattern.compile(reason, Pattern.CASE_INSENSITIVE);
    this.cause = cause;
    this.cure = cure;
  }

  /** In words of the field. */
  String cause() {
    return cause;
  }

  /** What helps. */
  String cure() {
    return cure;
  }

  /** What a reason mostly means; absent when nobody knows. */
  static Optional<Likely> of(String said) {
    for (Likely likely : values()) {
      if (likely.reason.matcher(said).find()) {
        return Optional.of(likely);
      }
    }
    return Optional.empty();
  }
}
