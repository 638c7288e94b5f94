package dev.blackstart.repository.source;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;

/** Everything a repository can be found wrong with: the one table of ids and levels. */
public enum FindingKind {
  /** No node of any cluster can be found. */
  NO_CLUSTERS("no-clusters", Level.ERROR),
  /** {@code blackstart.yaml} speaks of a cluster that has no files. */
  CLUSTER_UNKNOWN("cluster-unknown", Level.ERROR),
  /** A file names a file that is not there. */
  MISSING_FILE("missing-file", Level.ERROR),
  /** A file no reader of the field would take. */
  FILE_TOO_LARGE("file-too-large", Level.ERROR),
  /** A path leads out of the repository. */
  OUTSIDE_REPOSITORY("outside-repository", Level.ERROR),
  /** A pattern of {@code blackstart.yaml} fits no file. */
  PATH_MATCHES_NOTHING("path-matches-nothing", Level.ERROR),
  /** A file is no YAML, or not of the shape its reader expects. */
  YAML_ERROR("yaml-error", Level.ERROR),
  /** A file is too large, too deep, or no text. */
  INPUT_LIMIT("input-limit", Level.ERROR),
  /** A template cannot be parsed or fails while it is rendered. */
  TEMPLATE_ERROR("template-error", Level.ERROR),
  /** A template calls a function that does not exist. */
  UNKNOWN_FUNCTION("unknown-function", Level.ERROR),
  /** A template uses a variable nobody gives. */
  UNDEFINED_VARIABLE("undefined-variable", Level.ERROR),
  /** A variable of {@code blackstart.yaml} no template uses. */
  UNUSED_VARIABLE("unused-variable", Level.ERROR),
  /** A key nobody reads, of {@code blackstart.yaml} or of a family's own file. */
  UNKNOWN_KEY("unknown-key", Level.ERROR),
  /** A key its reader cannot do without. */
  KEY_MISSING("key-missing", Level.ERROR),
  /** A value that is not what its key wants. */
  BAD_VALUE("bad-value", Level.ERROR),
  /** A budget for a phase the cluster does not have. */
  UNKNOWN_BUDGET("unknown-budget", Level.ERROR),

  /** Nodes have patches, but there is nothing to patch. */
  NO_MACHINE_CONFIG("no-machine-config", Level.ERROR),
  /** More than one file may be the machine config. */
  SEVERAL_MACHINE_CONFIGS("several-machine-configs", Level.ERROR),
  /** A cluster without a control plane. */
  NO_CONTROL_PLANE("no-control-plane", Level.ERROR),
  /** Two nodes with one address. */
  DUPLICATE_ADDRESS("duplicate-address", Level.ERROR),
  /** Two nodes with one host name. */
  DUPLICATE_HOSTNAME("duplicate-hostname", Level.ERROR),
  /** A node's file is named after an address its config does not give it. */
  ADDRESS_MISMATCH("address-mismatch", Level.WARNING),
  /** Two clusters claim one machine. */
  ADDRESS_IN_TWO_CLUSTERS("address-in-two-clusters", Level.WARNING),
  /** Two clusters have one id, so that the nodes of one find those of the other. */
  CLUSTER_ID_SHARED("cluster-id-shared", Level.ERROR),
  /** Two clusters join a cluster mesh of Cilium with one id or one name. */
  MESH_IDENTITY_SHARED("mesh-identity-shared", Level.WARNING),
  /** Clusters join a cluster mesh, and one of them is not given the authority of all. */
  MESH_AUTHORITY_MISSING("mesh-authority-missing", Level.WARNING),
  /** Two clusters of a mesh are given authorities that are not the same. */
  MESH_AUTHORITY_OTHER("mesh-authority-other", Level.ERROR),
  /** A pattern of patches that other nodes have and this one lacks. */
  NODE_WITHOUT_PATCH("node-without-patch", Level.WARNING),
  /** A node that is listed without a name or without what it is for. */
  NODE_INCOMPLETE("node-incomplete", Level.ERROR),
  /** A node that is known by its name only. */
  NODE_WITHOUT_ADDRESS("node-without-address", Level.ERROR),
  /** Two Talos sides of one cluster. */
  CLUSTER_TWICE("cluster-twice", Level.ERROR),
  /** What tells nodes apart is encrypted. */
  ENCRYPTED_VALUE("encrypted-value", Level.ERROR),
  /** The secrets of a cluster are not in its repository. */
  SECRETS_MISSING("secrets-missing", Level.ERROR),
  /** A patch in a form Talos refuses. */
  JSON_PATCH("json-patch", Level.ERROR),
  /** A patch without content. */
  PATCH_EMPTY("patch-empty", Level.ERROR),
  /** Nodes or secrets come from a program, which is not run. */
  PROGRAM_NOT_RUN("program-not-run", Level.WARNING),
  /** A machine config or patch that no node is given. */
  LAYER_UNUSED("layer-unused", Level.WARNING),
  /** A patch beside the base that nothing says the nodes of. */
  LAYER_ASSUMED("layer-assumed", Level.INFO),
  /** A machine config holds a {@code ${VARIABLE}} that no template replaces. */
  CONFIG_VARIABLE("config-variable", Level.ERROR),
  /** A repository asks for what is newer than what is known here. */
  VERSION_BEYOND("version-beyond", Level.WARNING),
  /** A family's own file asks for something in machine configs that is not rendered here. */
  CONFIG_NOT_RENDERED("config-not-rendered", Level.ERROR),
  /** Nothing says what a node is for, so it is taken for a control plane. */
  ROLE_ASSUMED("role-assumed", Level.INFO),

  /** No helmfile with releases. */
  NO_RELEASES("no-releases", Level.ERROR),
  /** A helmfile says something that is not understood and would change what is installed. */
  HELMFILE_KEY("helmfile-key", Level.ERROR),
  /** A key helmfile does not know. */
  HELMFILE_KEY_UNKNOWN("helmfile-key-unknown", Level.ERROR),
  /** Helmfiles, bases or release templates that lead back to themselves. */
  HELMFILE_LOOP("helmfile-loop", Level.ERROR),
  /** A release inherits a template that is not there. */
  HELMFILE_TEMPLATE("helmfile-template", Level.ERROR),
  /** Values that are encrypted, or references to secrets among them. */
  HELMFILE_SECRETS("helmfile-secrets", Level.ERROR),
  /** A helmfile environment that no helmfile has. */
  ENVIRONMENT_UNKNOWN("environment-unknown", Level.ERROR),
  /** A chart in a form, or in a place, it cannot be had from. */
  CHART_FORM("chart-form", Level.ERROR),
  /** A chart's place is to be reached, or its signature looked at, in a way that is not had. */
  CHART_SOURCE("chart-source", Level.WARNING),
  /** A template runs a program and nobody allowed it. */
  EXEC_NOT_ALLOWED("exec-not-allowed", Level.ERROR),
  /** A hook runs a program and nobody allowed it. */
  HOOK_NOT_ALLOWED("hook-not-allowed", Level.ERROR),
  /** Values of a chart whose CRDs are wanted cannot be read; its own values do for these. */
  CRD_VALUES("crd-values", Level.WARNING),
  /** A HelmRelease has values from elsewhere that the bootstrap does not see. */
  VALUES_FROM("values-from", Level.WARNING),
  /** A release lacks its name or its chart. */
  RELEASE_INCOMPLETE("release-incomplete", Level.ERROR),
  /** A chart from a registry without a version would be another chart tomorrow. */
  RELEASE_WITHOUT_VERSION("release-without-version", Level.ERROR),
  /** Two releases with one namespace and name. */
  RELEASE_TWICE("release-twice", Level.ERROR),
  /** {@code needs} names a release that is not there. */
  NEEDS_UNKNOWN("needs-unknown", Level.ERROR),
  /** {@code needs} go in a circle. */
  NEEDS_CYCLE("needs-cycle", Level.ERROR),
  /** Values hold a {@code ${VARIABLE}} that only Flux replaces. */
  UNSUBSTITUTED_VARIABLE("unsubstituted-variable", Level.WARNING),
  /** A seed holds something that is no Kubernetes object. */
  SEED_OBJECT("seed-object", Level.ERROR),
  /** A kustomization of seeds that does not build. */
  SEED_KUSTOMIZATION("seed-kustomization", Level.ERROR),
  /** {@code data:} of a seed's Secret that is no base64. */
  SEED_DATA("seed-data", Level.ERROR),
  /** Flux is told to reconcile a folder that is not there. */
  FLUX_PATH("flux-path", Level.ERROR),
  /** Nothing says what Flux reconciles, so the run ends before it. */
  NO_FLUX("no-flux", Level.INFO),

  /** A folder Argo CD is to deploy does not build. */
  ARGO_BUILD("argo-build", Level.WARNING),
  /** An Application or ApplicationSet needs what is not in the repository, a plugin or an SCM. */
  ARGO_ELSEWHERE("argo-elsewhere", Level.INFO),
  /** An Application deploys a folder that is not in the repository. */
  ARGO_PATH("argo-path", Level.WARNING),
  /** An Application belongs to a project that is not there. */
  ARGO_PROJECT("argo-project", Level.WARNING),
  /** An Application's project does not permit its destination or its source. */
  ARGO_DESTINATION("argo-destination", Level.WARNING),
  /** An object is applied in an earlier sync wave than the definition of its kind. */
  ARGO_WAVE("argo-wave", Level.WARNING),
  /** A repository is handed to Argo CD, and nothing installs it. */
  ARGO_CD_ABSENT("argo-cd-absent", Level.WARNING),

  /** A field of a Kustomization of Flux is misspelt: the API server refuses it. */
  KUSTOMIZATION_FIELD("kustomization-field", Level.WARNING),
  /** An object of Flux has a field it does not know, or lacks one: the API server refuses it. */
  FLUX_FIELD("flux-field", Level.WARNING),
  /** A Kustomization of Flux is to build a folder that is not there. */
  KUSTOMIZATION_PATH("kustomization-path", Level.WARNING),
  /** A kustomization takes in a file or folder that is not there, or not of that sort. */
  KUSTOMIZATION_RESOURCE("kustomization-resource", Level.WARNING),
  /** A kustomization does not build for another reason. */
  KUSTOMIZE_BUILD("kustomize-build", Level.WARNING),
  /** One object twice in a build, or applied by two Kustomizations. */
  OBJECT_TWICE("object-twice", Level.WARNING),
  /** {@code substituteFrom} names a ConfigMap or Secret that nothing brings. */
  SUBSTITUTE_UNKNOWN("substitute-unknown", Level.WARNING),
  /** An object holds a variable of the cluster's, and its Kustomization replaces none. */
  NOT_SUBSTITUTED("not-substituted", Level.WARNING),
  /** An object that lives in a namespace says none, and nothing gives it one. */
  OBJECT_WITHOUT_NAMESPACE("object-without-namespace", Level.WARNING),
  /** Objects go into a namespace that nothing brings. */
  NAMESPACE_UNKNOWN("namespace-unknown", Level.WARNING),
  /** An encrypted object is applied by a Kustomization that does not decrypt. */
  SOPS_WITHOUT_DECRYPTION("sops-without-decryption", Level.WARNING),
  /** {@code sourceRef} or {@code chartRef} names a source that is not there. */
  SOURCE_UNKNOWN("source-unknown", Level.WARNING),
  /** {@code dependsOn} names a Kustomization or HelmRelease that is not there. */
  DEPENDS_ON_UNKNOWN("depends-on-unknown", Level.WARNING),
  /** Kustomizations or HelmReleases wait for each other in a circle. */
  DEPENDS_ON_CYCLE("depends-on-cycle", Level.WARNING),
  /** Policies that deny by default cut the bootstrap off from DNS, API server or webhooks. */
  POLICY_CUTS_OFF("policy-cuts-off", Level.WARNING),
  /** A HelmRelease installs anew what the bootstrap installs, in place of going on from it. */
  NOT_ADOPTED("not-adopted", Level.WARNING),
  /** What cannot be ready because of another finding. */
  FLUX_WAITS("flux-waits", Level.INFO),
  /** What Flux is told to leave alone. */
  FLUX_SUSPENDED("flux-suspended", Level.INFO),
  /** What lies outside the repository and was not looked into. */
  FLUX_ELSEWHERE("flux-elsewhere", Level.INFO);

  private final String id;
  private final Level level;

  FindingKind(String id, Level level) {
    this.id = id;
    this.level = level;
  }

  /** The stable name, as in {@code needs-cycle}. */
  public String id() {
    return id;
  }

  /** How much it matters. */
  public Level level() {
    return level;
  }

  /**
   * A finding of this kind.
   *
   * @param at a place or an object, printed as it is
   */
  public Finding at(Object at, String what, String remedy) {
    return new Finding(id, level, at.toString(), what, remedy);
  }
}
