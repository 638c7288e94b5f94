/** Where each value of a node's config was written. */
package dev.blackstart.machineconfig.origin;
