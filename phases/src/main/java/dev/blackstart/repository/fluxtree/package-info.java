/** The tree of Kustomizations that Flux will walk, looked through before anything runs. */
package dev.blackstart.repository.fluxtree;
