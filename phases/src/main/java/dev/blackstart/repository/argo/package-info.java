/** What Argo CD will be handed: the root Application and all that follow from it. */
package dev.blackstart.repository.argo;
