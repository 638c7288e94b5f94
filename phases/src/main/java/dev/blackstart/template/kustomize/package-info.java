/** What {@code kustomize build} and Flux make of a folder, without either program. */
package dev.blackstart.template.kustomize;
