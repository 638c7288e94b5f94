package dev.blackstart.app.fresh;

/** What an operator may say of a new cluster, and the option that says it. */
public enum Wish {
  NAME("--cluster"),
  CONTROL_PLANES("--controlplane"),
  WORKERS("--worker"),
  ENDPOINT("--endpoint"),
  VIP("--vip"),
  NETWORK("--network"),
  GATEWAY("--gateway"),
  NAMESERVERS("--nameserver"),
  TIME_SERVERS("--time-server"),
  PODS("--pod-network"),
  SERVICES("--service-network"),
  DOMAIN("--dns-domain"),
  TALOS("--talos-version"),
  KUBERNETES("--kubernetes-version"),
  INSTALLER("--installer"),
  SCHEMATIC("--schematic"),
  GIT_URL("--git-url"),
  GIT_BRANCH("--git-branch"),
  KNOWN_HOSTS("--known-hosts"),
  RECIPIENTS("--age"),
  SECRETS("--from-secrets");

  private final String option;

  Wish(String option) {
    this.option = option;
  }

  public String option() {
    return option;
  }
}
