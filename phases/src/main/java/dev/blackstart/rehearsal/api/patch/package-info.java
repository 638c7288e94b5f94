/**
 * The patches that say what to change: JSON patch, merge patch and Kubernetes' strategic merge
 * patch.
 */
package dev.blackstart.rehearsal.api.patch;
