/**
 * What the control plane's small controllers keep in order: namespaces, endpoints, owners, claims.
 */
package dev.blackstart.rehearsal.actor.housekeeping;
