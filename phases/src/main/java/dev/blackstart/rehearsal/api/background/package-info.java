/**
 * What happens without being asked for: definitions become served, namespaces empty themselves,
 * orphans go.
 */
package dev.blackstart.rehearsal.api.background;
