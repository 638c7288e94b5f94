package dev.blackstart.rehearsal.actor.fault;

import java.util.Locale;

/** What can be made to go wrong, and what names the victim. */
public enum FaultKind {
  /** The registry knows no such image: {@code *cilium*}. */
  IMAGE_MISSING,
  /** The registry does not hand out the image: {@code ghcr.io/acme/*}. */
  IMAGE_DENIED,
  /** The registry does not answer: {@code docker.io/*}. */
  IMAGE_UNREACHABLE,
  /** The containers of a pod end soon after their start: {@code kube-system/coredns-*}. */
  CRASH,
  /** The pod quota of a namespace is used up: {@code cert-manager}. */
  QUOTA,
  /** A policy does not admit a workload's pods: {@code flux-system/flux-operator*}. */
  ADMISSION,
  /** What Flux reads from does not let it in: {@code flux-system/*}. */
  SOURCE_DENIED,
  /** Helm takes an object of a release for somebody else's as Flux comes to it. */
  OWNERSHIP_REFUSED,
  /** Flux installs a release anew in place of going on from it: {@code kube-system/spegel}. */
  RELEASE_RECREATED,
  /** A router does not answer a node's BGP session: {@code infra-02/10.25.11.1}. */
  BGP_DOWN,
  /** The session of a node's agent with another cluster does not stand: {@code infra-02/apps}. */
  MESH_DOWN,
  /** The pools have no address left for a Service: {@code network/*}. */
  NO_ADDRESS,
  /** A Gateway is never programmed: {@code network/external}. */
  GATEWAY_DOWN,
  /** A webhook's Service has nobody behind it: {@code cert-manager/cert-manager-webhook}. */
  WEBHOOK_DOWN,
  /** The configurations of a webhook's Service name another authority than it shows. */
  WEBHOOK_UNTRUSTED,
  /** A namespace is being deleted, and something in it is held: {@code flux-system}. */
  NAMESPACE_STUCK,
  /** Somebody else's definition has the names of one: {@code certificates.cert-manager.io}. */
  CRD_REFUSED,
  /** Nobody approves the serving certificate of a node's kubelet: {@code infra-04}. */
  CSR_PENDING,
  /** A node gets no answers from the cluster's name server: {@code worker-1}. */
  DNS,
  /** The name server on a node reaches nobody outside: {@code worker-*}. */
  DNS_OUTSIDE,
  /** The image mirror on a node has nothing of what the others have: {@code worker-1}. */
  MIRROR,
  /** Nobody comes with the keys of a Vault: {@code vault/vault-*}. */
  KEYS_AWAY,
  /** The API server is busy, three times of four, for a resource: {@code secrets}. */
  API_BUSY,
  /** The API server's etcd has no leader for a while: {@code customresourcedefinitions}. */
  API_UNWELL,
  /** The API server breaks off watches in the middle of an event: {@code pods}. */
  WATCH_CUT,
  /** The first kubeconfig that a control plane makes has expired: {@code infra-01}. */
  KUBECONFIG_EXPIRED;

  /** As it is written: {@code image-missing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
