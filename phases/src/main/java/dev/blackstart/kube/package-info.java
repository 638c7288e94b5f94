/** The Kubernetes API over fabric8's HTTP client: objects as maps, kinds by discovery, watches. */
package dev.blackstart.kube;
