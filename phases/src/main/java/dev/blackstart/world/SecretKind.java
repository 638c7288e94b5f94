package dev.blackstart.world;

/** What kind of value a place that refers to a secret wants. */
public enum SecretKind {
  /** {@code machine.ca.crt}: base64 of PEM; likewise the others with certificates and keys. */
  MACHINE_CA_CERTIFICATE,
  MACHINE_CA_KEY,
  MACHINE_TOKEN,
  CLUSTER_ID,
  CLUSTER_SECRET,
  BOOTSTRAP_TOKEN,
  SECRETBOX_KEY,
  KUBERNETES_CA_CERTIFICATE,
  KUBERNETES_CA_KEY,
  AGGREGATOR_CA_CERTIFICATE,
  AGGREGATOR_CA_KEY,
  ETCD_CA_CERTIFICATE,
  ETCD_CA_KEY,
  SERVICE_ACCOUNT_KEY,
  /** PEM of a serving certificate, and its key. */
  TLS_CERTIFICATE,
  TLS_KEY,
  /** The same two in base64, as {@code data:} of a Secret wants them. */
  TLS_CERTIFICATE_BASE64,
  TLS_KEY_BASE64,
  /** Any text. */
  OPAQUE,
  /** Any text in base64, as {@code data:} of a Secret wants it. */
  OPAQUE_BASE64
}
