/** Plays Flux on an API server: operator, sources, Kustomizations and HelmReleases. */
package dev.blackstart.rehearsal.flux;
