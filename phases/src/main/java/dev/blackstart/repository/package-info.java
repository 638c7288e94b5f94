/**
 * From an operator's files to the cluster they describe: which clusters there are, and where their
 * Talos side, their bootstrap and their Flux tree lie.
 */
package dev.blackstart.repository;
